import type { Span } from "../core/document.js";
import { FootnoteError } from "../core/errors.js";
import type { StoreQuery } from "../core/ports/store/searching.js";
import type { DocumentInput, EmbeddedSpan, ParagraphInput } from "../core/ports/store/writing.js";
import { length } from "../vectors/vector.js";

/** How far a vector's length may be from 1; float32 rounding stays far below. */
const UNIT_TOLERANCE = 1e-3;

/** The same for sentences, which may come from another index, at a byte a component. */
const SENTENCE_TOLERANCE = 1e-2;

/**
 * Checks a paragraph before it is stored.
 * @param document that it belongs to
 * @throws RangeError that names the document and the first thing that is wrong
 */
export function checkParagraph(
  paragraph: ParagraphInput,
  { path, text }: Pick<DocumentInput, "path" | "text">,
  dimension: number,
): void {
  try {
    checkEmbedded(paragraph, { start: 0, end: text.length }, dimension);
    checkParts(paragraph, dimension);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`${path} can't be stored: ${reason}`, { cause });
  }
}

/**
 * Checks a question before it is searched for.
 * @param dimension of the index's vectors
 * @throws FootnoteError `fingerprint_mismatch`; RangeError
 */
export function checkQuery({ vector, limit, gramWeight, terms }: StoreQuery, dimension: number): void {
  if (vector.length !== dimension) {
    throw new FootnoteError(
      "fingerprint_mismatch",
      `The question's vector has ${vector.length} dimensions, the index has ${dimension}: it was made with another embedding model. Run \`footnote ingest\` to bring it up to date.`,
    );
  }
  checkVector(vector, dimension);
  checkLimit(limit);
  if (!Number.isFinite(gramWeight) || gramWeight < 0) {
    throw new RangeError(`The weight of 4-grams must be a number from 0 on, not ${gramWeight}.`);
  }
  for (const { words, grams } of terms.values()) {
    if (new Set(words).size < words.length || new Set(grams).size < grams.length) {
      throw new RangeError("A question's terms must each be given once.");
    }
  }
}

/** @throws RangeError unless the vector is finite, of unit length and of the dimension */
function checkVector(vector: Float32Array, dimension: number, tolerance = UNIT_TOLERANCE): void {
  if (vector.length !== dimension) {
    throw new RangeError(`A vector has ${vector.length} values instead of ${dimension}.`);
  }
  const found = length(vector);
  // Written so that NaN fails too.
  if (!(Math.abs(found - 1) <= tolerance)) {
    throw new RangeError(`A vector has length ${found} instead of 1.`);
  }
}

function checkParts(paragraph: ParagraphInput, dimension: number): void {
  for (const passage of paragraph.passages) {
    checkEmbedded(passage, paragraph, dimension);
  }
  let end = paragraph.start;
  for (const sentence of paragraph.sentences) {
    checkEmbedded(sentence, { start: end, end: paragraph.end }, dimension, SENTENCE_TOLERANCE);
    end = sentence.end;
  }
}

function checkEmbedded(span: EmbeddedSpan, around: Span, dimension: number, tolerance?: number): void {
  const isWhole = Number.isInteger(span.start) && Number.isInteger(span.end);
  if (!isWhole || span.start < around.start || span.end <= span.start || span.end > around.end) {
    throw new RangeError(
      `The span ${span.start}–${span.end} is empty or outside ${around.start}–${around.end}.`,
    );
  }
  checkVector(span.vector, dimension, tolerance);
}

/** @throws RangeError unless it is a positive integer */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RangeError(`A limit must be a positive integer, not ${limit}.`);
  }
}
