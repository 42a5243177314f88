import { html, type TemplateResult } from "lit";
import type { DEMO_MESSAGES } from "../i18n/demo.js";
import { OWN_BASE } from "../transport/own-base.js";
import type { DemoSettings } from "./settings.js";

/** What the settings of the demo show and do. */
interface SettingsContext {
  readonly texts: (typeof DEMO_MESSAGES)["en"]["settings"];
  readonly settings: DemoSettings;
  readonly snippet: string;
  /** Whether the snippet has been copied; null if nobody tried. */
  readonly copied: boolean | null;
  readonly change: (changed: Partial<DemoSettings>) => void;
  readonly copy: () => void;
}

type TextSetting = "title" | "greeting" | "questions";
type ChoiceSetting = "lang" | "theme" | "position";

/** The settings that can be tried, and the snippet that has them. */
export function renderSettings(context: SettingsContext): TemplateResult {
  const { texts, snippet, copied, copy } = context;
  return html`<aside class="settings" aria-labelledby="settings-heading">
    <h2 id="settings-heading">${texts.heading}</h2>
    <p>${texts.hint}</p>
    <form @submit=${(event: Event) => event.preventDefault()}>
      ${renderText("title", texts.title, context)} ${renderText("greeting", texts.greeting, context)}
      ${renderText("questions", texts.questions, context)}
      <p class="hint" id="hint-questions">${texts.questionsHint}</p>
      ${renderChoice("lang", texts.language, { "": texts.pageLanguage, de: "Deutsch", en: "English" }, context)}
      ${renderChoice("theme", texts.theme, texts.themes, context)}
      ${renderChoice("position", texts.position, texts.positions, context)} ${renderAccent(context)}
      ${renderSwitch("open", texts.open, context)} ${renderSwitch("inline", texts.inline, context)}
    </form>
    <h3 id="snippet-heading">${texts.snippet}</h3>
    <pre tabindex="0" role="group" aria-labelledby="snippet-heading"><code>${snippet}</code></pre>
    <p class="copy">
      <button type="button" @click=${copy}>${texts.copy}</button>
      <span role="status">${copied === null ? "" : copied ? texts.copied : texts.notCopied}</span>
    </p>
    <p class="hint">${texts.origins}</p>
    <p><a href=${OWN_BASE}>${texts.home}</a></p>
  </aside>`;
}

function renderText(name: TextSetting, label: string, { settings, change }: SettingsContext): TemplateResult {
  return html`<label for=${name}>${label}</label>
    <input
      id=${name}
      type="text"
      autocomplete="off"
      aria-describedby="hint-${name}"
      .value=${settings[name]}
      @input=${(event: Event) => change({ [name]: enteredText(event) })}
    />`;
}

function renderChoice(
  name: ChoiceSetting,
  label: string,
  choices: Readonly<Record<string, string>>,
  { settings, change }: SettingsContext,
): TemplateResult {
  return html`<label for=${name}>${label}</label>
    <select id=${name} @change=${(event: Event) => change({ [name]: enteredText(event) })}>
      ${Object.entries(choices).map(
        ([value, text]) =>
          html`<option value=${value} ?selected=${settings[name] === value}>${text}</option>`,
      )}
    </select>`;
}

function renderAccent({ texts, settings, change }: SettingsContext): TemplateResult {
  return html`<label for="accent">${texts.accent}</label>
    <input
      id="accent"
      type="color"
      .value=${settings.accent || "#125a4b"}
      @input=${(event: Event) => change({ accent: enteredText(event) })}
    />`;
}

function renderSwitch(
  name: "open" | "inline",
  label: string,
  { settings, change }: SettingsContext,
): TemplateResult {
  return html`<label class="switch"
    ><input
      type="checkbox"
      .checked=${settings[name]}
      @change=${(event: Event) => {
        if (event.currentTarget instanceof HTMLInputElement) {
          change({ [name]: event.currentTarget.checked });
        }
      }}
    />${label}</label
  >`;
}

function enteredText({ currentTarget }: Event): string {
  return currentTarget instanceof HTMLInputElement || currentTarget instanceof HTMLSelectElement
    ? currentTarget.value
    : "";
}
