import type { WidgetPosition, WidgetTheme } from "../widget-api.js";

/** What can be tried on the demo page; empty text is the default. */
export interface DemoSettings {
  readonly title: string;
  readonly greeting: string;
  readonly questions: string;
  readonly lang: "" | "de" | "en";
  readonly theme: WidgetTheme;
  readonly accent: string;
  readonly position: WidgetPosition;
  readonly open: boolean;
  /** Whether it stands in the page instead of behind a launcher. */
  readonly inline: boolean;
}

/** What the demo begins with. */
export const INITIAL_SETTINGS: DemoSettings = {
  title: "",
  greeting: "",
  questions: "",
  lang: "",
  theme: "auto",
  accent: "",
  position: "right",
  open: false,
  inline: false,
};

/** Where the snippet puts a widget that stands in the page. */
const INLINE_TARGET = "#ask";

/**
 * The `<script>` tag that embeds a widget with these settings.
 * @param server its address, with a slash at the end
 */
export function snippet(settings: DemoSettings, server: string): string {
  const { title, lang, theme, accent, position, greeting, questions, open, inline } = settings;
  const attributes = [
    ["title", title],
    ["lang", lang],
    ["theme", theme === "auto" ? "" : theme],
    ["accent", accent],
    ["position", position === "right" || inline ? "" : position],
    ["greeting", greeting],
    ["questions", questions],
    ["open", open && !inline ? "true" : ""],
    ["target", inline ? INLINE_TARGET : ""],
  ].filter(([, value]) => value !== "");
  const written = attributes.map(([name, value = ""]) => `\n  data-${name}="${escapeAttribute(value)}"`);
  return `<script src="${server}widget.js" defer${written.join("")}></script>`;
}

/** Applies the settings to an element as the snippet would. */
export function applySettings(element: Element, settings: DemoSettings): void {
  const { title, lang, theme, accent, position, greeting, questions, open, inline } = settings;
  // The page sets its language after the widget was placed.
  const language = lang || document.documentElement.lang;
  const attributes = { heading: title, lang: language, theme, accent, position, greeting, questions };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === "") {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value);
    }
  }
  element.toggleAttribute("launcher", !inline);
  element.toggleAttribute("open", open && !inline);
}

function escapeAttribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
