import { html, nothing, render, type TemplateResult } from "lit";
import { writeToClipboard } from "../clipboard.js";
import { applySettings, type DemoSettings, INITIAL_SETTINGS, snippet } from "../demo/settings.js";
import { renderSettings } from "../demo/settings-form.js";
import { DEMO_MESSAGES } from "../i18n/demo.js";
import { preferredLanguage } from "../i18n/language.js";
import { OWN_BASE } from "../transport/own-base.js";

const language = preferredLanguage(navigator.languages);
const texts = DEMO_MESSAGES[language];
const server = new URL(OWN_BASE, location.href).href;
let settings: DemoSettings = INITIAL_SETTINGS;
let copied: boolean | null = null;

function renderSite(): TemplateResult {
  const { site } = texts;
  return html`<header class="masthead">
      <p class="name">${site.name}</p>
      <p class="motto">${site.motto}</p>
      <ul class="menu">
        ${site.menu.map((entry) => html`<li>${entry}</li>`)}
      </ul>
    </header>
    <main>
      <article>
        <p class="kicker">${site.kicker}</p>
        <h1>${site.headline}</h1>
        <p class="lead">${site.lead}</p>
        ${site.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
        <section id="ask" aria-labelledby=${settings.inline ? "ask-heading" : nothing}>
          ${settings.inline ? html`<h2 id="ask-heading">${site.ask}</h2>` : nothing}
          <div class="place"></div>
        </section>
      </article>
      ${renderSettings({ texts: texts.settings, settings, snippet: snippet(settings, server), copied, change, copy })}
    </main>
    <footer>${site.footer}</footer>`;
}

function change(changed: Partial<DemoSettings>): void {
  settings = { ...settings, ...changed };
  copied = null;
  show();
}

async function copy(): Promise<void> {
  copied = await writeToClipboard(snippet(settings, server));
  show();
}

/** Renders the page and applies the settings to the widget that the page's script tag has placed. */
function show(): void {
  render(renderSite(), document.body);
  const widget = document.querySelector("footnote-chat");
  if (widget === null) {
    return;
  }
  applySettings(widget, settings);
  const place = settings.inline ? document.querySelector(".place") : document.body;
  if (place !== null && widget.parentElement !== place) {
    place.append(widget);
  }
}

document.documentElement.lang = language;
document.title = texts.pageTitle;
show();
