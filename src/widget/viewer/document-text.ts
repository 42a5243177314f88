import { html, nothing, type TemplateResult } from "lit";
import type { Span } from "../../core/document.js";
import type { TextBlock } from "./blocks.js";

/**
 * A document's blocks with the cited span marked. The first mark can take the focus.
 * @param label names the span for those who don't see the mark
 */
export function renderBlocks(
  blocks: readonly TextBlock[],
  cited: Span | null,
  label: string,
): readonly TemplateResult[] {
  const first = cited === null ? undefined : blocks.find((block) => overlaps(block, cited));
  return blocks.map((block) => {
    const content = cited === null ? block.text : renderMarked(block, cited, block === first ? label : null);
    return renderBlock(block, content);
  });
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
