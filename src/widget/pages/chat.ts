import { html, render } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import "../elements/footnote-chat.js";
import "../elements/footnote-header.js";
import "../elements/footnote-welcome.js";
import type { FootnoteWelcome } from "../elements/footnote-welcome.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { Preferences } from "../preferences/preferences.js";
import type { FootnoteChatElement } from "../widget-api.js";

const preferences = new Preferences();
const chat = createRef<FootnoteChatElement>();
const welcome = createRef<FootnoteWelcome>();

const checkAccess = () => welcome.value?.load() ?? null;
const ask = (question: string) => chat.value?.ask(question);

function renderPage(): void {
  const { language, theme } = preferences;
  document.title = DICTIONARY[language].chatPage.pageTitle;
  render(
    html`<footnote-header page="chat" .preferences=${preferences}></footnote-header>
      <main>
        <footnote-chat ${ref(chat)} page lang=${language} theme=${theme} .checkAccess=${checkAccess}>
          <footnote-welcome ${ref(welcome)} slot="start" lang=${language} .ask=${ask}></footnote-welcome>
        </footnote-chat>
      </main>`,
    document.body,
  );
}

document.body.className = "chat";
preferences.addEventListener("change", renderPage);
renderPage();
// On a touch screen this would open the keyboard over the page before anybody has read it.
if (matchMedia("(pointer: fine)").matches) {
  chat.value?.open();
}
