import { html, render } from "lit";
import "../elements/footnote-header.js";
import "../elements/footnote-search.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { Preferences } from "../preferences/preferences.js";

const preferences = new Preferences();

function renderPage(): void {
  document.title = DICTIONARY[preferences.language].search.pageTitle;
  render(
    html`<footnote-header page="search" .preferences=${preferences}></footnote-header>
      <main><footnote-search lang=${preferences.language}></footnote-search></main>`,
    document.body,
  );
}

preferences.addEventListener("change", renderPage);
renderPage();
