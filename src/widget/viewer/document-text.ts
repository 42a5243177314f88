import { html, nothing, type TemplateResult } from "lit";
import type { Mark, Span } from "../../core/document.js";
import type { Messages } from "../i18n/messages.js";
import type { TextBlock } from "./blocks.js";

/** So many blocks are laid out together, once they come near the window: a long document opens as fast as a short. */
const blocksTogether = 40;

/** A document's blocks with the cited span marked. The first mark can take the focus. */
export function renderBlocks(
  blocks: readonly TextBlock[],
  cited: Span | null,
  messages: Messages,
): readonly TemplateResult[] {
  const first = cited === null ? undefined : blocks.find((block) => overlaps(block, cited));
  const label = messages.viewer.cited;
  const rendered = blocks.map((block) => {
    const content = cited === null ? block.text : renderMarked(block, cited, block === first ? label : null);
    return html`${renderMark(block.mark, messages)}${renderBlock(block, content)}`;
  });
  const stretches: TemplateResult[] = [];
  for (let from = 0; from < rendered.length; from += blocksTogether) {
    stretches.push(html`<div class="stretch">${rendered.slice(from, from + blocksTogether)}</div>`);
  }
  return stretches;
}

/** Where a page or the like begins. The words are no text of the page, so that they aren't copied with it. */
function renderMark(mark: Mark | null, messages: Messages): TemplateResult | typeof nothing {
  if (mark === null) return nothing;
  const label = messages.place[mark.kind](mark.value);
  const isSheet = mark.kind === "page" || mark.kind === "slide";
  return html`<div class=${isSheet ? "mark sheet" : "mark aside"} data-label=${label}></div>`;
}

function renderBlock(block: TextBlock, content: unknown): TemplateResult {
  switch (block.depth) {
    case 0:
      return html`<p>${content}</p>`;
    case 1:
      return html`<h2>${content}</h2>`;
    case 2:
      return html`<h3>${content}</h3>`;
    case 3:
      return html`<h4>${content}</h4>`;
    case 4:
      return html`<h5>${content}</h5>`;
    default:
      return html`<h6>${content}</h6>`;
  }
}

function renderMarked(block: TextBlock, cited: Span, label: string | null): unknown {
  if (!overlaps(block, cited)) return block.text;
  const start = Math.max(cited.start - block.start, 0);
  const end = Math.min(cited.end, block.end) - block.start;
  const marked = block.text.slice(start, end);
  return html`${block.text.slice(0, start)}${
    label === null
      ? html`<mark>${marked}</mark>`
      : html`<mark id="cited" tabindex="-1"><span class="visually-hidden">${label}: </span>${marked}</mark>`
  }${block.text.slice(end) || nothing}`;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
