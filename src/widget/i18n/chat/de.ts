import { clockTime } from "../clock-time.js";
import type { ChatMessages } from "./messages.js";

/** German. */
export const DE: ChatMessages = {
  locale: "de",
  direction: "ltr",
  chat: {
    heading: "Fragen an die Dokumente",
    lead: "Jeder Satz einer Antwort trägt eine Fußnote. Sie öffnet die Stelle im Dokument, auf der er beruht. Steht etwas nicht in den Dokumenten, gibt es darauf keine Antwort.",
    conversation: "Gespräch",
    examples: "Zum Ausprobieren",
    answersFrom: (count) =>
      count === 1
        ? "Geantwortet wird aus diesem Dokument"
        : `Geantwortet wird aus ${count.toLocaleString("de")} Dokumenten`,
    more: (count) => `und ${count.toLocaleString("de")} weitere`,
    noDocuments: "Noch keine Dokumente",
    addDocuments:
      "Dateien in den Ordner für Dokumente legen. Sobald Footnote sie gelesen hat, lassen sich hier Fragen stellen.",
  },
  panel: {
    open: (heading) => `${heading}: öffnen`,
    close: "Schließen",
    greeting:
      "Hier lassen sich Fragen stellen. Jeder Satz der Antwort trägt eine Fußnote, die zeigt, worauf er beruht; steht etwas nicht in den Dokumenten, gibt es darauf keine Antwort.",
    newTab: "öffnet einen neuen Tab",
  },
  composer: {
    label: "Frage",
    placeholder: "Frage stellen …",
    send: "Fragen",
    stop: "Anhalten",
    hint: "Enter sendet, Umschalt + Enter beginnt eine neue Zeile.",
    clear: "Gespräch löschen",
    cleared: "Gespräch gelöscht.",
    restore: "Rückgängig",
  },
  answer: {
    searching: "Durchsucht die Dokumente …",
    writing: (passages) =>
      passages === 1 ? "Antwortet aus einer Stelle …" : `Antwortet aus ${passages} Stellen …`,
    slow: "Es dauert länger als sonst. Die Verbindung oder der Server ist langsam.",
    stopped: "Angehalten. Die Antwort ist nicht vollständig.",
    askAgain: "Noch einmal fragen",
    uncited: "ohne Beleg",
    sources: "Belege",
    table: "Tabelle",
    copy: "Kopieren",
    copied: "Kopiert",
    notCopied: "Kopieren ging nicht",
    footnote: (marker, title) => `Fußnote ${marker}: ${title}`,
    verified: "Zitat geprüft",
    unverified: "nicht bestätigt",
    reasons: {
      verbatim: "Zitat geprüft: So steht es Wort für Wort im Dokument.",
      supported: "Zitat geprüft: So steht es im Dokument, und es stützt den Satz.",
      number: "Nicht bestätigt: Der Satz nennt eine Zahl, die hier nicht steht.",
      date: "Nicht bestätigt: Der Satz nennt ein Datum, das hier nicht steht.",
      name: "Nicht bestätigt: Der Satz nennt einen Namen, der hier nicht steht.",
      negation: "Nicht bestätigt: Eines verneint, was das andere sagt.",
      unsupported: "Nicht bestätigt: Hier steht zu wenig von dem, was der Satz sagt.",
      changed: "Nicht bestätigt: Das Dokument wurde inzwischen geändert.",
    },
    uncertain: "Nicht sicher, ob das die Frage beantwortet: besser im Dokument weiterlesen.",
    searchedFor: "Gesucht nach:",
    missing: (words) => `In den Dokumenten nicht gefunden: ${words.map((word) => `„${word}“`).join(", ")}.`,
    instead: (topics) =>
      `Am nächsten kommt: ${topics.map((topic) => `„${topic}“`).join(", ")}. Eine Frage dazu, möglichst in den Worten der Dokumente, führt eher weiter.`,
    openDocument: "Im Dokument lesen",
    openDocumentAt: (title) => `Im Dokument lesen: ${title}`,
    close: "Schließen",
    refused: "Keine Antwort in den Dokumenten",
    related: (count) =>
      count === 1 ? "Vielleicht verwandt: eine Stelle" : `Vielleicht verwandt: ${count} Stellen`,
    relatedHint: "Diese Stellen beantworten die Frage nicht. Sie liegen ihr nur am nächsten.",
    announceAnswer: (text, footnotes) =>
      `Antwort: ${text} ${footnotes === 1 ? "Eine Fußnote." : `${footnotes} Fußnoten.`}`,
  },
  feedback: {
    label: "War das hilfreich?",
    up: "Hilfreich",
    down: "Nicht hilfreich",
    thanks: "Danke.",
    comment: "Was war gut, was nicht?",
    hint: "Freiwillig. Gespeichert wird es mit der Frage und der Antwort.",
    send: "Senden",
    sent: "Danke, angekommen.",
    failed: "Das ließ sich nicht senden. Bitte noch einmal versuchen.",
  },
  place: {
    page: (page) => `Seite ${page}`,
    slide: (slide) => `Folie ${slide}`,
    row: (row) => `Zeile ${row}`,
    time: (seconds) => `bei ${clockTime(seconds)}`,
  },
  failure: {
    heading: "Das hat nicht geklappt",
    offline: "Dieses Gerät ist offline. Sobald die Verbindung wieder da ist, noch einmal versuchen.",
    unreachable: "Footnote ist gerade nicht erreichbar. Läuft der Server?",
    interrupted: "Die Verbindung ist abgerissen, bevor die Antwort vollständig war.",
    malformed: "Die Antwort des Servers war nicht lesbar. Die Seite neu zu laden kann helfen.",
    keyMissing: "Dieser Server verlangt einen Schlüssel",
    keyRefused: "Diesen Schlüssel nimmt der Server nicht an.",
    empty:
      "Es sind noch keine Dokumente da. Dateien in den Ordner für Dokumente legen und einen Moment warten.",
    notReady: "Footnote bereitet die Dokumente noch vor. In ein paar Sekunden noch einmal versuchen.",
    tooMany: (seconds) =>
      seconds > 0
        ? `Zu viele Fragen in kurzer Zeit. In ${seconds} Sekunden geht es weiter.`
        : "Zu viele Fragen in kurzer Zeit. Bitte einen Moment warten.",
    tooLong: "Die Frage oder das Gespräch ist zu lang. Kürzer fragen oder das Gespräch löschen.",
    notAllowed: "Diese Seite darf hier nicht fragen. Der Betreiber kann den Zugang öffnen.",
    server: "Der Server konnte die Frage nicht beantworten.",
    serverSays: "Meldung des Servers",
    requestId: "Kennung",
    retry: "Noch einmal versuchen",
  },
  key: {
    hint: "Der Betreiber gibt ihn aus. Gespeichert wird er nur, bis dieser Tab geschlossen wird.",
    adminHeading: "Dokumente verwalten",
    adminHint:
      "Mit dem Verwaltungsschlüssel des Servers (ADMIN_KEY). Gespeichert wird er nur, bis dieser Tab geschlossen wird.",
    adminLabel: "Verwaltungsschlüssel",
    label: "Schlüssel",
    send: "Weiter",
    checking: "Prüft den Schlüssel …",
    waiting: "Wartet auf den Schlüssel.",
  },
};
