import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import { PAGE_ICONS } from "../view/page-icons.js";
import type { TextSearch } from "./text-search.js";

/** The field that searches the document. Enter goes to the next match, Shift + Enter back, Escape clears. */
export function renderSearchBar(search: TextSearch, messages: Messages): TemplateResult {
  const { viewer } = messages;
  const onInput = (event: Event) => search.type(fieldOf(event)?.value ?? "");
  const onKeydown = (event: KeyboardEvent) => {
    const field = fieldOf(event);
    // During input method composition these keys belong to the input method.
    if (field === null || event.isComposing) {
      return;
    }
    if (event.key === "Enter") {
      search.go(field.value, event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      field.value = "";
      search.clear();
    } else {
      return;
    }
    event.preventDefault();
  };
  return html`<div class="search" role="search">
    <label for="search">${PAGE_ICONS.search}<span class="visually-hidden">${viewer.search}</span></label>
    <input
      id="search"
      type="search"
      placeholder=${viewer.search}
      enterkeyhint="search"
      autocomplete="off"
      spellcheck="false"
      maxlength="200"
      @input=${onInput}
      @keydown=${onKeydown}
    />
    <span class="count" role="status">${describeMatches(search, messages)}</span>
    ${search.query.trim() === "" ? nothing : renderSteps(search, messages)}
  </div>`;
}

function renderSteps(search: TextSearch, { viewer }: Messages): TemplateResult {
  const disabled = search.matches.spans.length === 0;
  const renderStep = (step: 1 | -1, label: string, icon: TemplateResult) =>
    html`<button
      type="button"
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${() => search.go(search.query, step)}
    >
      ${icon}
    </button>`;
  return html`${renderStep(-1, viewer.previousMatch, PAGE_ICONS.previous)}${renderStep(1, viewer.nextMatch, PAGE_ICONS.next)}`;
}

function describeMatches({ query, matches, current }: TextSearch, { viewer }: Messages): string {
  if (query.trim() === "") {
    return "";
  }
  const { spans, more } = matches;
  return spans.length === 0 ? viewer.noMatches : viewer.matches(current + 1, spans.length, more);
}

function fieldOf(event: Event): HTMLInputElement | null {
  return event.currentTarget instanceof HTMLInputElement ? event.currentTarget : null;
}
