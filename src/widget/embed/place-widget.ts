import { readSettings } from "./settings.js";

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
