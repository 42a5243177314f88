import { isSmallWindow } from "../panel/small-window.js";

/** What a `<script>` tag says of the widget it places. */
interface Settings {
  /** A CSS selector of the element it goes into; null for a launcher. */
  readonly target: string | null;
  /** Of the `<footnote-chat>`, by name. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Settings that are attributes of the element, under the same name but for the heading. */
const NAMES: Readonly<Record<string, string>> = {
  title: "heading",
  lang: "lang",
  accent: "accent",
  position: "position",
  theme: "theme",
  greeting: "greeting",
  questions: "questions",
  history: "history",
};

/** Reads the `data-` attributes of the tag. */
export function readSettings({ dataset }: HTMLScriptElement): Settings {
  const attributes = new Map<string, string>();
  for (const [setting, attribute] of Object.entries(NAMES)) {
    const value = dataset[setting];
    if (value !== undefined) {
      attributes.set(attribute, value);
    }
  }
  // In a small window the panel would cover the page before anybody has seen it.
  const open = dataset["open"];
  if (open !== undefined && open !== "false" && !isSmallWindow()) {
    attributes.set("open", "");
  }
  return { target: dataset["target"] || null, attributes };
}
