import { html, render } from "lit";
import "../elements/footnote-header.js";
import "../elements/footnote-viewer.js";
import { Preferences } from "../preferences/preferences.js";

const preferences = new Preferences();

/** The document's id, with which the address ends; what can't be decoded names no document. */
function documentIdOf(pathname: string): string {
  const encoded = pathname.replace(/^.*\//, "");
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function renderPage(): void {
  render(
    html`<footnote-header .preferences=${preferences}></footnote-header>
      <main>
        <footnote-viewer
          lang=${preferences.language}
          document-id=${documentIdOf(location.pathname)}
        ></footnote-viewer>
      </main>`,
    document.body,
  );
}

preferences.addEventListener("change", renderPage);
renderPage();
