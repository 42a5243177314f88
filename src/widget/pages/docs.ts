import { html, render } from "lit";
import "../elements/footnote-docs.js";
import "../elements/footnote-header.js";
import { DOCS_MESSAGES } from "../i18n/docs.js";
import { Preferences } from "../preferences/preferences.js";

const preferences = new Preferences();

function renderPage(): void {
  document.title = DOCS_MESSAGES[preferences.language].pageTitle;
  render(
    html`<footnote-header .page=${null} .preferences=${preferences}></footnote-header>
      <main><footnote-docs lang=${preferences.language}></footnote-docs></main>`,
    document.body,
  );
}

preferences.addEventListener("change", renderPage);
renderPage();
