import type { PropertyDeclarations } from "lit";
import type { HistoryScope, WidgetTheme } from "../widget-api.js";

const THEMES: ReadonlySet<string> = new Set<WidgetTheme>(["auto", "light", "dark"]);
const SCOPES: ReadonlySet<string> = new Set<HistoryScope>(["site", "tab", "off"]);

const TEXT = { converter: (value: string | null) => value ?? "" };

/** Accepts one of a few words; anything else gives the default. */
function oneOf(words: ReadonlySet<string>, otherwise: string) {
  return { converter: (value: string | null) => (value !== null && words.has(value) ? value : otherwise) };
}

/** The attributes and properties of `<footnote-chat>`. */
export const ATTRIBUTES: PropertyDeclarations = {
  server: TEXT,
  heading: TEXT,
  greeting: TEXT,
  questions: { converter: (value: string | null) => splitQuestions(value ?? "") },
  theme: oneOf(THEMES, "auto"),
  accent: TEXT,
  position: oneOf(new Set(["left", "right"]), "right"),
  launcher: { type: Boolean, reflect: true },
  history: oneOf(SCOPES, "site"),
  messages: { attribute: false },
  language: { attribute: "lang", ...TEXT },
  page: { type: Boolean, reflect: true },
  opened: { attribute: "open", type: Boolean, reflect: true },
  checkAccess: { attribute: false },
  renderAccess: { attribute: false },
};

function splitQuestions(value: string): readonly string[] {
  return value
    .split("|")
    .map((question) => question.trim())
    .filter((question) => question !== "");
}
