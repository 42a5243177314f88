import { isSmallWindow } from "../panel/small-window.js";

/** Marks elements that a script has placed; one that the page has placed itself keeps scripts from placing more. */
const PLACED_BY_SCRIPT = "data-placed-by-script";

/** Puts a widget on the page as the `data-` attributes of its `<script>` say. */
export function placeWidget(script: HTMLScriptElement): void {
  const { target, attributes } = readSettings(script);
  if (document.querySelector(`footnote-chat:not([${PLACED_BY_SCRIPT}])`) !== null) {
    return;
  }
  const place = target === null ? document.body : document.querySelector(target);
  if (place === null) {
    reportError(new Error(`Footnote's widget: nothing on this page matches data-target="${target}".`));
    return;
  }
  const element = document.createElement("footnote-chat");
  element.setAttribute(PLACED_BY_SCRIPT, "");
  for (const [name, value] of attributes) {
    element.setAttribute(name, value);
  }
  element.toggleAttribute("launcher", target === null);
  place.append(element);
}

/** What a `<script>` tag says of the widget it places. */
interface Settings {
  /** A CSS selector of the element it goes into; null for a launcher. */
  readonly target: string | null;
  /** Of the `<footnote-chat>`, by name. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Settings that are attributes of the element, under the same name but for the title. */
const SETTINGS = ["title", "lang", "accent", "position", "theme", "greeting", "questions", "history"];

/** Reads the `data-` attributes of the tag. */
function readSettings({ dataset }: HTMLScriptElement): Settings {
  const attributes = new Map<string, string>();
  for (const setting of SETTINGS) {
    const value = dataset[setting];
    if (value !== undefined) {
      attributes.set(setting === "title" ? "heading" : setting, value);
    }
  }
  // In a small window the panel would cover the page before anybody has seen it.
  const open = dataset["open"];
  if (open !== undefined && open !== "false" && !isSmallWindow()) {
    attributes.set("open", "");
  }
  return { target: dataset["target"] || null, attributes };
}
