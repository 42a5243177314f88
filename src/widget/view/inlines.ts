import { html, nothing, type TemplateResult } from "lit";
import type { Span } from "../../core/document.js";
import type { AnswerText, TextPiece } from "../answer/answer-text.js";
import type { Inline } from "../answer/markdown.js";
import type { Marker } from "../answer/markers.js";
import type { SourcePassage } from "../transport/chat-events.js";
import { ICONS } from "./icons.js";
import { langOf } from "./source-label.js";
import { noteId, type TurnContext, toggleOnClick } from "./turn-context.js";

/** What the parts of an answer need to be drawn. */
export interface AnswerContext {
  readonly answer: AnswerText;
  /** The first marker of the footnote whose quote is open. */
  readonly open: Marker | null;
  readonly passages: readonly SourcePassage[];
  readonly turn: TurnContext;
}

/** A line of an answer; a sentence without a footnote is followed by words that say so. */
export function renderContent(content: readonly Inline[], context: AnswerContext): readonly unknown[] {
  return content.map((inline) =>
    inline.kind === "text"
      ? renderText(inline, context, true)
      : html`${renderInline(inline, context)}${renderUncitedEnds(inline, context)}`,
  );
}

function renderInline(inline: Inline, context: AnswerContext): unknown {
  switch (inline.kind) {
    case "text":
      return renderText(inline, context, false);
    case "character":
      return inline.value;
    case "code":
      return html`<code>${renderText(inline.content, context, false)}</code>`;
    case "strong":
      return html`<strong>${renderChildren(inline.children, context)}</strong>`;
    case "emphasis":
      return html`<em>${renderChildren(inline.children, context)}</em>`;
    case "link":
      return html`<a href=${inline.url} target="_blank" rel="noopener nofollow noreferrer">${renderChildren(inline.children, context)}</a>`;
  }
}

function renderChildren(children: readonly Inline[], context: AnswerContext): readonly unknown[] {
  return children.map((child) => renderInline(child, context));
}

/** @param labelled whether it says of a sentence that ends here that it has no footnote */
function renderText(span: Span, context: AnswerContext, labelled: boolean): readonly unknown[] {
  const pieces = context.answer.pieces(span);
  return pieces.map((piece, index) => {
    if (!("text" in piece)) {
      return isText(pieces[index - 1]) ? nothing : renderMarker(piece, context.turn);
    }
    const label =
      labelled && piece.sentence?.end === piece.end ? renderUncited(piece.sentence, context) : nothing;
    return html`${renderPiece(piece, pieces[index + 1], context)}${label}`;
  });
}

function isText(piece: TextPiece | Marker | undefined): boolean {
  return piece !== undefined && "text" in piece;
}

/** A stretch of a sentence; the marker that follows stays on one line with the word before it. */
function renderPiece(
  piece: TextPiece,
  next: TextPiece | Marker | undefined,
  context: AnswerContext,
): TemplateResult {
  const { text } = piece;
  if (next === undefined || "text" in next) {
    return renderStretch(text, piece, context);
  }
  const lastWord = Math.max(text.search(/\S{1,24}$/), 0);
  return html`${renderStretch(text.slice(0, lastWord), piece, context)}<span class="together"
      >${renderStretch(text.slice(lastWord), piece, context)}${renderMarker(next, context.turn)}</span
    >`;
}

/** A part of a piece; marked where it is what answers. */
function renderStretch(
  text: string,
  { sentence, language }: TextPiece,
  context: AnswerContext,
): TemplateResult {
  const content = context.answer.isKey(sentence) ? html`<mark>${text}</mark>` : text;
  return html`<span class=${sentenceClass(sentence, context)} lang=${langOf(language)}>${content}</span>`;
}

function sentenceClass(sentence: TextPiece["sentence"], { answer, open }: AnswerContext): string {
  if (sentence === null) {
    return "sentence";
  }
  const isOpen = open !== null && answer.sentenceAt(open.start) === sentence;
  return `sentence ${sentence.state}${isOpen ? " open" : ""}`;
}

/** Sentences whose end lies in a piece that isn't plain text, such as one that is all bold. */
function renderUncitedEnds(span: Span, context: AnswerContext): unknown {
  const last = context.answer.sentenceAt(span.end - 1);
  return last !== null && last.end <= span.end ? renderUncited(last, context) : nothing;
}

function renderUncited(sentence: TextPiece["sentence"], { turn }: AnswerContext): unknown {
  if (sentence?.state !== "uncited") {
    return nothing;
  }
  return html`<span class="uncited-label">${ICONS.caution}${turn.messages.answer.uncited}</span>`;
}

function renderMarker({ citation }: Marker, context: TurnContext): TemplateResult {
  const { messages, openMarker } = context;
  const open = citation.marker === openMarker;
  const label = messages.answer.footnote(citation.marker, citation.title);
  const verdict = citation.verified ? messages.answer.verified : messages.answer.unverified;
  return html`<button
    type="button"
    part="marker"
    class=${citation.verified ? "marker" : "marker unverified"}
    aria-label="${label}, ${verdict}"
    aria-expanded=${open}
    aria-controls=${open ? noteId(context) : nothing}
    @click=${toggleOnClick(context, citation.marker)}
  ><span>${citation.marker}${citation.verified ? nothing : "?"}</span></button>`;
}
