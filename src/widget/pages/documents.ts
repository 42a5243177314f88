import { html, render } from "lit";
import "../elements/footnote-documents.js";
import "../elements/footnote-header.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { Preferences } from "../preferences/preferences.js";

const preferences = new Preferences();

function renderPage(): void {
  document.title = DICTIONARY[preferences.language].documents.pageTitle;
  render(
    html`<footnote-header page="documents" .preferences=${preferences}></footnote-header>
      <main><footnote-documents lang=${preferences.language}></footnote-documents></main>`,
    document.body,
  );
}

preferences.addEventListener("change", renderPage);
renderPage();
