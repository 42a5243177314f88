import { html, nothing, type TemplateResult } from "lit";
import { quoteInPassage } from "../answer/quoted-passage.js";
import { type Marker, type Sentence, splitAnswer } from "../answer/sentences.js";
import { isPending, type Turn } from "../conversation/turn.js";
import type { SourceCitation } from "../transport/chat-events.js";
import { icons } from "./icons.js";
import { renderNote } from "./note.js";
import { langOf } from "./source-label.js";
import { noteId, type TurnContext, toggleOnClick } from "./turn-context.js";

/** The answer with its footnote markers; an open quote follows the first paragraph that it belongs to. */
export function renderAnswerText(turn: Turn, context: TurnContext): TemplateResult {
  const pending = isPending(turn);
  // A marker of which only the beginning has arrived.
  const text = pending ? turn.text.replace(/\s*\[\d{0,3}$/, "") : turn.text;
  const paragraphs = splitAnswer(text, turn.citations);
  const open = turn.citations.find((citation) => citation.marker === context.openMarker);
  const openIn = paragraphs.findIndex((sentences) => sentences.some((sentence) => hasMarker(sentence, open)));
  return html`<div class=${pending ? "answer pending" : "answer"}>
    ${paragraphs.map(
      (sentences, index) => html`<div class="paragraph">
        <p lang=${langOf(turn.language)}>
          ${sentences.map((sentence) => renderSentence(sentence, hasMarker(sentence, open), turn, context))}
        </p>
        ${open === undefined || index !== openIn ? nothing : renderNote(open, turn.passages, context)}
      </div>`,
    )}
  </div>`;
}

function hasMarker(sentence: Sentence, citation: SourceCitation | undefined): boolean {
  return citation !== undefined && sentence.markers.some((marker) => marker.citation === citation);
}

/** Sentences stand in one paragraph with a space between, and none before a marker. */
function renderSentence(sentence: Sentence, open: boolean, turn: Turn, context: TurnContext): TemplateResult {
  const uncited = turn.state === "answered" && sentence.markers.length === 0;
  const kind = uncited ? "sentence uncited" : open ? "sentence open" : "sentence";
  const { frame, pieces } = withoutFrame(sentence);
  return html`<span class=${kind}>${frame}<span lang=${langOf(quotedLanguage(pieces, sentence, turn))}>${renderPieces(pieces, context)}</span></span>${
    uncited
      ? html`<span class="uncited-label">${icons.caution}${context.messages.answer.uncited}</span>`
      : nothing
  } `;
}

/** What introduces a verbatim quote is in the question's language and no part of it. */
function withoutFrame({ pieces, markers }: Sentence): {
  readonly frame: string;
  readonly pieces: Sentence["pieces"];
} {
  const [first, ...rest] = pieces;
  if (typeof first !== "string") return { frame: "", pieces };
  const quote = markers.find(({ citation }) => first.endsWith(citation.quote))?.citation.quote;
  const end = quote === undefined ? 0 : first.length - quote.length;
  return { frame: first.slice(0, end), pieces: [first.slice(end), ...rest] };
}

/** A sentence taken over from a document is in that document's language, whatever the question's is. */
function quotedLanguage(pieces: Sentence["pieces"], { markers }: Sentence, turn: Turn): string {
  const text = pieces
    .filter((piece) => typeof piece === "string")
    .join("")
    .trim();
  const source = markers.find(({ citation }) => citation.quote.includes(text))?.citation;
  return source === undefined ? "und" : quoteInPassage(source, turn.passages).language;
}

/** Keeps a marker on one line with the word before it. */
function renderPieces(pieces: Sentence["pieces"], context: TurnContext): readonly unknown[] {
  return pieces.map((piece, index) => {
    if (typeof piece !== "string") {
      return typeof pieces[index - 1] === "string" ? nothing : renderMarker(piece, context);
    }
    const next = pieces[index + 1];
    if (next === undefined || typeof next === "string") return piece;
    const lastWord = piece.search(/\S{1,24}$/);
    return html`${piece.slice(0, lastWord)}<span class="together"
        >${piece.slice(lastWord)}${renderMarker(next, context)}</span
      >`;
  });
}

function renderMarker({ citation }: Marker, context: TurnContext): TemplateResult {
  const { messages, openMarker } = context;
  const open = citation.marker === openMarker;
  const label = messages.answer.footnote(citation.marker, citation.title);
  const verdict = citation.verified ? messages.answer.verified : messages.answer.unverified;
  return html`<button
    type="button"
    class=${citation.verified ? "marker" : "marker unverified"}
    aria-label="${label}, ${verdict}"
    aria-expanded=${open}
    aria-controls=${open ? noteId(context) : nothing}
    @click=${toggleOnClick(context, citation.marker)}
  ><span>${citation.marker}${citation.verified ? nothing : "?"}</span></button>`;
}
