import { html, render } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import "../elements/footnote-access-form.js";
import "../elements/footnote-chat.js";
import "../elements/footnote-header.js";
import "../elements/footnote-welcome.js";
import type { FootnoteWelcome } from "../elements/footnote-welcome.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { Preferences } from "../preferences/preferences.js";
import { loadAccount } from "../transport/account-client.js";
import type { FootnoteChatElement } from "../widget-api.js";

const preferences = new Preferences();
const chat = createRef<FootnoteChatElement>();
const welcome = createRef<FootnoteWelcome>();

const checkAccess = () => welcome.value?.load() ?? null;
const renderAccess = (refused: boolean, tryAgain: () => Promise<void>) =>
  html`<footnote-access-form
    lang=${preferences.language}
    ?refused=${refused}
    .tryAgain=${tryAgain}
  ></footnote-access-form>`;
const ask = (question: string) => chat.value?.ask(question);

const NO_MESSAGES = {};
let signsIn = false;

function renderPage(): void {
  const { language, theme } = preferences;
  document.title = DICTIONARY[language].chatPage.pageTitle;
  render(
    html`<footnote-header page="chat" .preferences=${preferences}></footnote-header>
      <main>
        <footnote-chat
          ${ref(chat)}
          page
          lang=${language}
          theme=${theme}
          .checkAccess=${checkAccess}
          .renderAccess=${renderAccess}
          .messages=${signsIn ? DICTIONARY[language].access.inChat : NO_MESSAGES}
        >
          <footnote-welcome ${ref(welcome)} slot="start" lang=${language} .ask=${ask}></footnote-welcome>
        </footnote-chat>
      </main>`,
    document.body,
  );
}

/** Where people sign in, the chat speaks of that and not of keys. */
async function chooseWords(): Promise<void> {
  signsIn = (await loadAccount()).signInBy !== null;
  renderPage();
}

document.body.className = "chat";
preferences.addEventListener("change", renderPage);
renderPage();
void chooseWords();
// On a touch screen this would open the keyboard over the page before anybody has read it.
if (matchMedia("(pointer: fine)").matches) {
  chat.value?.open();
}
