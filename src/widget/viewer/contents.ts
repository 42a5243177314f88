import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import { PAGE_ICONS } from "../view/page-icons.js";
import type { OutlineEntry } from "./outline.js";

/** What the table of contents shows and does. */
export interface ContentsContext {
  readonly outline: readonly OutlineEntry[];
  readonly messages: Messages;
  /** @param index of a heading among the document's blocks */
  readonly goTo: (index: number) => void;
}

/** The table of contents beside the text. */
export function renderContents(context: ContentsContext): TemplateResult {
  const { contents } = context.messages.viewer;
  return html`<nav class="contents" aria-label=${contents}>
    <p aria-hidden="true">${contents}</p>
    ${renderEntries(context.outline, context)}
  </nav>`;
}

/** The table of contents for windows that have no room beside the text: it folds out over it. */
export function renderFoldedContents(context: ContentsContext): TemplateResult {
  const { contents } = context.messages.viewer;
  return html`<nav class="folded" aria-label=${contents}>
    <details @keydown=${onKeydown} @focusout=${onFocusout} @toggle=${onToggle}>
      <summary class="quiet">${PAGE_ICONS.contents}<span>${contents}</span></summary>
      <div class="contents" tabindex="-1">${renderEntries(context.outline, context)}</div>
    </details>
  </nav>`;
}

/**
 * Marks the heading that the reader is under, and scrolls a long table of contents there. There may be thousands of
 * entries: nothing is rendered for it.
 * @param current the heading's index among the document's blocks; null above the first
 */
export function markCurrentEntry(contents: HTMLElement, current: number | null): void {
  contents.querySelector("[aria-current]")?.removeAttribute("aria-current");
  const entry = contents.querySelector(`[data-block="${current}"]`);
  if (entry === null) {
    return;
  }
  entry.setAttribute("aria-current", "location");
  showCurrentEntry(contents);
}

function showCurrentEntry(contents: Element | null): void {
  const entry = contents?.querySelector("[aria-current]");
  // A folded table of contents has no layout to scroll.
  if (!contents?.checkVisibility() || !entry) {
    return;
  }
  const frame = contents.getBoundingClientRect();
  const { top, bottom } = entry.getBoundingClientRect();
  if (top >= frame.top && bottom <= frame.bottom) {
    return;
  }
  contents.scrollTop += (top + bottom - frame.top - frame.bottom) / 2;
}

function renderEntries(entries: readonly OutlineEntry[], context: ContentsContext): TemplateResult {
  return html`<ol>
    ${entries.map((entry) => renderEntry(entry, context))}
  </ol>`;
}

function renderEntry({ heading, index, entries }: OutlineEntry, context: ContentsContext): TemplateResult {
  const onClick = (event: MouseEvent) => {
    // Another key with it asks for another tab or window, where the address leads to the same place.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    context.goTo(index);
  };
  return html`<li>
    <a
      href="#${heading.start}-${heading.end}"
      dir="auto"
      data-block=${index}
      @click=${onClick}
      >${heading.text}</a
    >
    ${entries.length === 0 ? nothing : renderEntries(entries, context)}
  </li>`;
}

function onToggle(event: Event): void {
  if (event.currentTarget instanceof Element) {
    showCurrentEntry(event.currentTarget.querySelector(".contents"));
  }
}

function onKeydown(event: KeyboardEvent): void {
  const details = event.currentTarget;
  if (event.key !== "Escape" || !(details instanceof HTMLDetailsElement) || !details.open) {
    return;
  }
  details.open = false;
  details.querySelector("summary")?.focus();
}

/** Folds the contents when the focus leaves them, so that they don't cover the text. */
function onFocusout(event: FocusEvent): void {
  const details = event.currentTarget;
  if (!(details instanceof HTMLDetailsElement)) {
    return;
  }
  if (!(event.relatedTarget instanceof Node && details.contains(event.relatedTarget))) {
    details.open = false;
  }
}
