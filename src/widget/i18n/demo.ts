import type { UiLanguage } from "./language.js";

/** The texts of the demo page: a site that isn't Footnote's, and what can be tried on it. */
interface DemoMessages {
  readonly pageTitle: string;
  readonly site: {
    readonly name: string;
    readonly motto: string;
    readonly menu: readonly string[];
    readonly kicker: string;
    readonly headline: string;
    readonly lead: string;
    readonly paragraphs: readonly string[];
    readonly ask: string;
    readonly footer: string;
  };
  readonly settings: {
    readonly heading: string;
    readonly hint: string;
    readonly title: string;
    readonly greeting: string;
    readonly questions: string;
    readonly questionsHint: string;
    readonly language: string;
    readonly pageLanguage: string;
    readonly theme: string;
    readonly themes: { readonly auto: string; readonly light: string; readonly dark: string };
    readonly accent: string;
    readonly position: string;
    readonly positions: { readonly right: string; readonly left: string };
    readonly open: string;
    readonly inline: string;
    readonly snippet: string;
    readonly copy: string;
    readonly copied: string;
    readonly notCopied: string;
    readonly origins: string;
    readonly home: string;
  };
}

/** By language. */
export const DEMO_MESSAGES: Readonly<Record<UiLanguage, DemoMessages>> = {
  de: {
    pageTitle: "Das Widget auf einer fremden Seite",
    site: {
      name: "Alai & Pamir",
      motto: "Zeitschrift für Zentralasien",
      menu: ["Ausgabe", "Archiv", "Karten", "Über uns"],
      kicker: "Reportage",
      headline: "Ein Tal, drei Staaten, hundert Straßen",
      lead: "Wer durch das Ferganatal fährt, überquert Grenzen, die auf der Karte wie Fingerabdrücke aussehen. Unsere Redaktion hat ihre Unterlagen dazu geöffnet: Unten rechts lässt sich nachfragen.",
      paragraphs: [
        "Am Morgen steht der Nebel über den Baumwollfeldern, und auf der Straße nach Isfara mischen sich Lastwagen mit Eselskarren. Der Fahrer kennt jede Abzweigung. Manche, sagt er, sei gestern noch eine Straße gewesen und heute eine Grenze.",
        "Die Märkte haben sich ihre eigenen Wege gesucht. Aprikosen kommen von der einen Seite, Ersatzteile von der anderen, und wer fragt, warum der Umweg drei Stunden dauert, bekommt Tee und eine lange Antwort.",
        "Für diese Ausgabe haben wir Berichte, Verträge und Chroniken gesammelt. Nicht alles passt in einen Artikel. Darum steht das Archiv offen: Jede Antwort zeigt, auf welcher Stelle sie beruht.",
      ],
      ask: "Fragen an das Archiv",
      footer:
        "Eine erfundene Zeitschrift. Sie zeigt das Widget von Footnote auf einer Seite, die anders aussieht.",
    },
    settings: {
      heading: "Ausprobieren",
      hint: "Was hier eingestellt wird, gilt sofort für das Widget auf dieser Seite.",
      title: "Titel",
      greeting: "Begrüßung",
      questions: "Fragen zum Anfangen",
      questionsHint: "Mit | getrennt.",
      language: "Sprache",
      pageLanguage: "wie die Seite",
      theme: "Darstellung",
      themes: { auto: "wie das Gerät", light: "hell", dark: "dunkel" },
      accent: "Farbe",
      position: "Ecke",
      positions: { right: "unten rechts", left: "unten links" },
      open: "Beim Laden offen",
      inline: "In der Seite statt in der Ecke",
      snippet: "Für die eigene Seite",
      copy: "Kopieren",
      copied: "Kopiert",
      notCopied: "Kopieren ging nicht",
      origins: "Der Server lässt nur Seiten fragen, die in ALLOWED_ORIGINS stehen.",
      home: "Zu Footnote",
    },
  },
  en: {
    pageTitle: "The widget on another site",
    site: {
      name: "Alai & Pamir",
      motto: "The Central Asia review",
      menu: ["Issue", "Archive", "Maps", "About"],
      kicker: "Report",
      headline: "One valley, three states, a hundred roads",
      lead: "Whoever drives through the Fergana Valley crosses borders that look like fingerprints on the map. Our editors have opened their files on it: ask them at the bottom right.",
      paragraphs: [
        "In the morning fog stands over the cotton fields, and on the road to Isfara lorries mix with donkey carts. The driver knows every turn. Some, he says, were a road yesterday and are a border today.",
        "The markets have found their own ways. Apricots come from one side, spare parts from the other, and whoever asks why the detour takes three hours gets tea and a long answer.",
        "For this issue we have collected reports, treaties and chronicles. Not everything fits into an article. So the archive is open: every answer shows the passage it rests on.",
      ],
      ask: "Ask the archive",
      footer: "An invented magazine. It shows Footnote’s widget on a site that looks different.",
    },
    settings: {
      heading: "Try it",
      hint: "What you set here counts at once for the widget on this page.",
      title: "Title",
      greeting: "Greeting",
      questions: "Questions to start with",
      questionsHint: "Separated by |.",
      language: "Language",
      pageLanguage: "as the page",
      theme: "Appearance",
      themes: { auto: "as the device", light: "light", dark: "dark" },
      accent: "Colour",
      position: "Corner",
      positions: { right: "bottom right", left: "bottom left" },
      open: "Open when loaded",
      inline: "In the page instead of the corner",
      snippet: "For your own site",
      copy: "Copy",
      copied: "Copied",
      notCopied: "Couldn’t copy",
      origins: "The server lets only pages ask that ALLOWED_ORIGINS lists.",
      home: "To Footnote",
    },
  },
};
