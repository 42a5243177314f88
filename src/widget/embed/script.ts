import { setDefaultServer } from "../transport/server.js";
import { placeWidget } from "./place-widget.js";

/**
 * `widget.js`: one `<script>` on any page. It defines `<footnote-chat>` and, unless the page has placed one itself,
 * puts a launcher there, as the tag's `data-` attributes say.
 */
const script = document.currentScript;

async function embed(): Promise<void> {
  const tag = script instanceof HTMLScriptElement && script.src !== "" ? script : null;
  if (tag !== null) {
    setDefaultServer(new URL(".", tag.src).href);
  }
  // Imports the element only if it isn't defined: a page with two tags must load it and its library once.
  if (customElements.get("footnote-chat") === undefined) {
    await import("../elements/footnote-chat.js");
  }
  // A tag in the head that isn't deferred runs before there is a body.
  if (document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  }
  if (tag !== null) {
    placeWidget(tag);
  }
}

void embed();
