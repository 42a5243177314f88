import { html, render } from "lit";
import "../elements/footnote-chat.js";
import "../elements/footnote-header.js";
import { dictionary } from "../i18n/dictionary.js";
import { Preferences } from "../preferences/preferences.js";

const preferences = new Preferences();

function renderPage(): void {
  document.title = dictionary[preferences.language].chatPage.pageTitle;
  render(
    html`<footnote-header page="chat" .preferences=${preferences}></footnote-header>
      <main><footnote-chat lang=${preferences.language}></footnote-chat></main>`,
    document.body,
  );
}

document.body.className = "chat";
preferences.addEventListener("change", renderPage);
renderPage();
// On a touch screen this would open the keyboard over the page before anybody has read it.
if (matchMedia("(pointer: fine)").matches) {
  const chat = document.querySelector("footnote-chat");
  void chat?.updateComplete.then(() => chat.focus());
}
