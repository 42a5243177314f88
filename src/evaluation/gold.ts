import type { Span } from "../core/document.js";
import { FootnoteError } from "../core/errors.js";
import type { GoldSpan, Question } from "./data-set.js";
import type { Texts } from "./texts.js";

/** A span of a document in the index. */
export interface DocumentSpan extends Span {
  readonly documentId: string;
}

/** A gold span, found in the index. */
export interface LocatedGold extends GoldSpan, DocumentSpan {}

/** A question with its gold spans found in the index. */
export interface LocatedQuestion extends Question {
  readonly gold: readonly LocatedGold[];
}

/** How much of a text a message quotes. */
const LONGEST_QUOTE = 60;

/**
 * Finds the gold spans in the index and checks that each is the document's text at its offsets.
 * @throws FootnoteError `invalid_data_set` that names the question and what is wrong
 */
export async function locateGold(
  questions: readonly Question[],
  texts: Texts,
): Promise<readonly LocatedQuestion[]> {
  const located: LocatedQuestion[] = [];
  for (const question of questions) {
    const gold: LocatedGold[] = [];
    for (const span of question.gold) {
      gold.push(await locate(span, question.id, texts));
    }
    located.push({ ...question, gold });
  }
  return located;
}

async function locate(gold: GoldSpan, question: string, texts: Texts): Promise<LocatedGold> {
  const at = `Question ${JSON.stringify(question)}`;
  const documentId = texts.idOf(gold.document);
  if (documentId === undefined) {
    throw invalid(
      `${at}: the index holds no document ${JSON.stringify(gold.document)}; gold names a readable file by its path below documents/`,
    );
  }
  const text = await texts.of(documentId);
  const found = text.slice(gold.start, gold.end);
  if (found !== gold.text) {
    throw invalid(
      `${at}: ${gold.document} reads ${quote(found)} from ${gold.start} to ${gold.end}, not ${quote(gold.text)}; offsets are UTF-16 code units into the extracted text`,
    );
  }
  return { ...gold, documentId };
}

/** Whether one span of a document holds all of another one. */
export function covers(outer: DocumentSpan, inner: DocumentSpan): boolean {
  return outer.documentId === inner.documentId && outer.start <= inner.start && outer.end >= inner.end;
}

/** Whether two spans of a document have at least one character in common. */
export function overlaps(a: DocumentSpan, b: DocumentSpan): boolean {
  return a.documentId === b.documentId && a.start < b.end && b.start < a.end;
}

function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}

function invalid(message: string): FootnoteError {
  return new FootnoteError("invalid_data_set", message);
}
