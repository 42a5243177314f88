import { DE as chat } from "./chat/de.js";
import type { Messages } from "./messages.js";

/** German. */
export const DE: Messages = {
  ...chat,
  chatPage: {
    pageTitle: "Footnote: Fragen an die Dokumente",
  },
  header: {
    home: "Footnote, zur Startseite",
    language: "Sprache",
    darkTheme: "Dunkle Darstellung",
    pages: "Bereiche",
    chat: "Fragen",
    search: "Suche",
    documents: "Dokumente",
    account: (name) => `Angemeldet als ${name}`,
    signOut: "Abmelden",
  },
  access: {
    heading: "Bitte neu anmelden",
    hint: "Die Anmeldung ist abgelaufen. Sie öffnet sich in einem neuen Tab; danach geht es hier weiter, wo es aufgehört hat.",
    signIn: "Anmelden",
    reloadHint: "Die Anmeldung ist abgelaufen. Wenn die Seite neu geladen wird, lässt sie sich erneuern.",
    reload: "Neu laden",
    inChat: {
      failure: { keyMissing: "Bitte neu anmelden" },
      key: { waiting: "Wartet auf die Anmeldung." },
    },
  },
  search: {
    pageTitle: "Footnote: Suche",
    heading: "In den Dokumenten suchen",
    lead: "Die Stellen, aus denen die Antwort auf eine Frage entstünde, und warum sie in dieser Reihenfolge stehen.",
    label: "Frage oder Wörter",
    placeholder: "Suchen …",
    count: "Stellen",
    send: "Suchen",
    legend: "Was bedeuten die Balken?",
    searching: "Durchsucht die Dokumente …",
    results: "Treffer",
    noDocuments:
      "Dateien in den Ordner für Dokumente legen. Sobald Footnote sie gelesen hat, lassen sie sich durchsuchen.",
    announce: (passages) =>
      passages === 0 ? "Keine Stellen." : passages === 1 ? "Eine Stelle." : `${passages} Stellen.`,
    question: (language, words) =>
      words === ""
        ? `Sprache der Frage: ${language}. Sie enthält keine Wörter, die sagen, worum es geht.`
        : `Sprache der Frage: ${language}. Gesuchte Wörter: ${words}.`,
    comparisons: {
      lexical: {
        name: "Wörter",
        hint: "Die erste Suche: Enthält die Stelle die Wörter der Frage? Seltene Wörter zählen mehr.",
      },
      dense: {
        name: "Bedeutung",
        hint: "Die zweite Suche: Meint die Stelle Ähnliches wie die Frage, mit welchen Wörtern auch immer?",
      },
      alignment: {
        name: "Wort für Wort",
        hint: "Ein genauerer Blick auf die besten Stellen beider Suchen: Gibt es zu jedem Wort der Frage ein ähnliches in der Stelle?",
      },
    },
    rank: (rank, found) => `Rang ${rank} von ${found}`,
    noRank: "nicht gefunden",
    rerank: "Reranker",
    decides: "bestimmt die Reihenfolge",
    kinds: { word: "Gleiches Wort", stem: "Andere Form", grams: "Teil eines Worts" },
    above: "Nur in Titel oder Überschriften",
    missing: "Fehlt",
    otherLanguage:
      "In einer anderen Sprache als die Frage: Passen können nur Namen, Zahlen und gemeinsame Wortstämme.",
    why: "So ergibt sich der Gesamtwert",
    composition:
      "Verglichen mit der Stelle und mit dem Absatz, in dem sie steht; 1 hieße: passt vollkommen. Beide Werte zusammen, mal Gewicht, ergeben den Beitrag.",
    signal: "Verglichen",
    passage: "Stelle",
    paragraph: "Absatz",
    weight: "Gewicht",
    share: "Beitrag",
    sum: "Gesamtwert",
    sumHint:
      "Alle drei zusammen; danach richtet sich die Reihenfolge. Ein voller Balken hieße: passt vollkommen.",
    signals: {
      words: { name: "Wörter", hint: "gleiche Wörter, in jeder Form" },
      grams: { name: "Wortteile", hint: "vier Buchstaben am Stück, etwa in Zusammensetzungen" },
      cosine: { name: "Bedeutung", hint: "des Textes im Ganzen" },
      sentence: { name: "Bester Satz", hint: "Bedeutung des Satzes, der am nächsten kommt" },
      alignment: { name: "Wort für Wort", hint: "zu jedem Wort der Frage das ähnlichste" },
      repeated: { name: "Schon gesagt", hint: "Abzug für das, was bessere Stellen auch sagen" },
    },
    steps: {
      embed: "Frage einbetten",
      lexical: "Wörter",
      dense: "Bedeutung",
      fusion: "Rangfolge",
      rerank: "Reranker",
      total: "Dauer",
    },
  },
  documents: {
    pageTitle: "Footnote: Dokumente",
    heading: "Dokumente",
    lead: "Aus diesen Dateien wird geantwortet.",
    loading: "Lädt die Liste …",
    counts: (documents, passages) =>
      `${documents === 1 ? "1 Dokument" : `${documents.toLocaleString("de")} Dokumente`} · ${passages === 1 ? "1 Stelle" : `${passages.toLocaleString("de")} Stellen`}`,
    filter: "Filtern",
    sortBy: "Sortieren nach",
    sortedBy: (column, descending) =>
      `Sortiert nach ${column}, ${descending ? "absteigend" : "aufsteigend"}.`,
    ascending: "Aufsteigend sortieren",
    descending: "Absteigend sortieren",
    onlyNotWhole: (count) => `Nicht ganz lesbar (${count.toLocaleString("de")})`,
    shown: (shown, all) => `${shown.toLocaleString("de")} von ${all.toLocaleString("de")}`,
    noMatch: "Nichts passt auf diesen Filter.",
    more: (count) => `${count.toLocaleString("de")} weitere zeigen`,
    empty: "Noch keine Dokumente",
    emptyHint: "Dateien in den Ordner für Dokumente legen: Sie erscheinen hier von selbst.",
    columns: {
      title: "Dokument",
      state: "Zustand",
      format: "Format",
      passages: "Stellen",
      language: "Sprache",
      size: "Größe",
      date: "Gelesen",
    },
    pages: (pages, format) =>
      format === "pptx"
        ? `${pages} ${pages === 1 ? "Folie" : "Folien"}`
        : `${pages} ${pages === 1 ? "Seite" : "Seiten"}`,
    passages: (count) => (count === 1 ? "1 Stelle" : `${count.toLocaleString("de")} Stellen`),
    ready: "bereit",
    failed: "nicht lesbar",
    indexing: "wird gelesen",
    unknownLanguage: "unbekannt",
    syncing: (done, total) =>
      `Liest Dokumente: ${done.toLocaleString("de")} von ${total.toLocaleString("de")}`,
    syncStarting: "Sieht nach, was sich geändert hat …",
    upToDate: (time) => `Stand: ${time}`,
    syncFailed: "Der letzte Abgleich ist gescheitert",
    skipped: (count) =>
      count === 1
        ? "Eine Datei wird nicht gelesen"
        : `${count.toLocaleString("de")} Dateien werden nicht gelesen`,
    skippedHint: "Zum Beispiel, weil ihr Format nicht unterstützt wird.",
    manage: "Verwalten",
    manageHint: "Dokumente hinzufügen und löschen",
    adminDisabled:
      "Über den Browser lassen sich die Dokumente hier nicht ändern. Der Betreiber erlaubt es, indem er ADMIN_KEY oder ADMIN_GROUPS setzt.",
    notAdmin:
      "Mit diesem Konto lassen sich die Dokumente nicht ändern. Der Betreiber kann es in eine Gruppe von ADMIN_GROUPS aufnehmen.",
    addFiles: "Dateien hinzufügen",
    dropHint: "oder hierher ziehen. Eine Datei gleichen Namens wird ersetzt.",
    sync: "Neu abgleichen",
    uploads: "Hochgeladene Dateien",
    waiting: "wartet",
    uploading: (percent) => `${percent} % gesendet`,
    reading: "wird gelesen",
    uploaded: "hinzugefügt",
    remove: "Löschen",
    removeNamed: (title) => `Löschen: ${title}`,
    removeQuestion: (title) => `„${title}“ löschen?`,
    removeHint: (path) =>
      `Die Datei ${path} wird aus dem Ordner gelöscht. Das lässt sich nicht rückgängig machen.`,
    removed: (title) => `„${title}“ ist gelöscht.`,
    cancel: "Abbrechen",
  },
  viewer: {
    back: "Zu den Fragen",
    loading: "Lädt das Dokument …",
    characters: (count) => `${count.toLocaleString("de")} Zeichen`,
    cited: "Zitierte Stelle",
    goToCited: "Zur zitierten Stelle",
    search: "Im Dokument suchen",
    matches: (current, found, more) =>
      `${current.toLocaleString("de")} von ${found.toLocaleString("de")}${more ? "+" : ""}`,
    noMatches: "Keine Treffer",
    previousMatch: "Voriger Treffer",
    nextMatch: "Nächster Treffer",
    contents: "Inhalt",
    page: "Seite",
    slide: "Folie",
    ofSheets: (count) => `von ${count.toLocaleString("de")}`,
    copyLink: "Link kopieren",
    copyLinkHint: "Ist Text markiert, führt der Link genau dorthin.",
    linkCopied: "Link kopiert",
    selectionLinkCopied: "Link zur markierten Stelle kopiert",
    linkNotCopied: "Kopieren nicht möglich, der Link steht in der Adresszeile",
    notFound: "Dieses Dokument gibt es nicht",
    notFoundHint: "Vielleicht wurde es entfernt oder umbenannt.",
  },
};
