import type { Messages } from "./messages.js";

/** German. */
export const de: Messages = {
  locale: "de",
  header: { home: "Footnote, zur Startseite", language: "Sprache", darkTheme: "Dunkle Darstellung" },
  chat: {
    pageTitle: "Footnote: Fragen an die Dokumente",
    heading: "Fragen an die Dokumente",
    lead: "Jeder Satz einer Antwort trägt eine Fußnote. Sie öffnet die Stelle im Dokument, auf der er beruht. Steht etwas nicht in den Dokumenten, gibt es darauf keine Antwort.",
    conversation: "Gespräch",
    examples: "Zum Ausprobieren",
    answersFrom: (count) =>
      count === 1 ? "Geantwortet wird aus diesem Dokument" : `Geantwortet wird aus ${count} Dokumenten`,
    more: (count) => `und ${count} weitere`,
    noDocuments: "Noch keine Dokumente",
    addDocuments:
      "Dateien in den Ordner für Dokumente legen (.txt oder .md) und Footnote neu starten. Danach lassen sich hier Fragen stellen.",
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
    stopped: "Angehalten. Die Antwort ist nicht vollständig.",
    askAgain: "Noch einmal fragen",
    uncited: "ohne Beleg",
    sources: "Belege",
    footnote: (marker, title) => `Fußnote ${marker}: ${title}`,
    verified: "geprüft",
    verifiedLong: "Geprüft: Das Zitat steht so im Dokument und stützt den Satz.",
    unverified: "nicht bestätigt",
    unverifiedLong: "Nicht bestätigt: Ob die Stelle den Satz stützt, bitte selbst nachlesen.",
    page: (page) => `Seite ${page}`,
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
  failure: {
    heading: "Das hat nicht geklappt",
    offline: "Dieses Gerät ist offline. Sobald die Verbindung wieder da ist, noch einmal versuchen.",
    unreachable: "Footnote ist gerade nicht erreichbar. Läuft der Server?",
    interrupted: "Die Verbindung ist abgerissen, bevor die Antwort vollständig war.",
    malformed: "Die Antwort des Servers war nicht lesbar. Die Seite neu zu laden kann helfen.",
    keyMissing: "Dieser Server verlangt einen Schlüssel",
    keyRefused: "Diesen Schlüssel nimmt der Server nicht an.",
    empty:
      "Es sind noch keine Dokumente da. Dateien in den Ordner für Dokumente legen und Footnote neu starten.",
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
    label: "Schlüssel",
    send: "Weiter",
    checking: "Prüft den Schlüssel …",
    waiting: "Wartet auf den Schlüssel.",
  },
  viewer: {
    back: "Zu den Fragen",
    loading: "Lädt das Dokument …",
    characters: (count) => `${count.toLocaleString("de")} Zeichen`,
    cited: "Zitierte Stelle",
    goToCited: "Zur zitierten Stelle",
    copyLink: "Link kopieren",
    linkCopied: "Link kopiert",
    linkNotCopied: "Kopieren nicht möglich, der Link steht in der Adresszeile",
    notFound: "Dieses Dokument gibt es nicht",
    notFoundHint: "Vielleicht wurde es entfernt oder umbenannt.",
  },
};
