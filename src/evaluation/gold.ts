import type { Span } from "../core/document.js";
import { FootnoteError } from "../core/errors.js";
import type { GoldSpan, Question } from "./data-set.js";
import { type FoldedText, type Folding, findNearest, fold } from "./fold.js";

/** A span of a document in the index. */
export interface DocumentSpan extends Span {
  readonly documentId: string;
}

/** A gold span, found in the index. */
export interface LocatedGold extends GoldSpan, DocumentSpan {}

/** How much of a text a message quotes. */
const LONGEST_QUOTE = 60;

/** A question with its gold spans found in the index. */
export interface LocatedQuestion extends Question {
  readonly gold: readonly LocatedGold[];
  /** Gold that the index doesn't hold any more: neither its document nor, in that, its text. */
  readonly missing: readonly GoldSpan[];
}

/**
 * Finds the gold spans in the index: at their offsets, or else where their text stands nearest to them, white space
 * and, if need be, markup folded, since what loaders make of a file changes. Gold that isn't found is left out.
 * @throws FootnoteError `invalid_data_set` if not one span of the whole data set is found
 */
export async function locateGold(
  questions: readonly Question[],
  texts: GoldTexts,
): Promise<readonly LocatedQuestion[]> {
  const documents = new Map<string, SearchedText | undefined>();
  const searched = async (path: string) => {
    if (!documents.has(path)) {
      const id = texts.idOf(path);
      documents.set(path, id === undefined ? undefined : new SearchedText(id, await texts.of(id)));
    }
    return documents.get(path);
  };
  const located: LocatedQuestion[] = [];
  for (const question of questions) {
    const gold: LocatedGold[] = [];
    const missing: GoldSpan[] = [];
    for (const span of question.gold) {
      const document = await searched(span.document);
      const found = document?.find(span);
      if (document === undefined || found === undefined) {
        missing.push(span);
      } else {
        gold.push({ ...span, ...found, documentId: document.id });
      }
    }
    located.push({ ...question, gold, missing });
  }
  const [lost] = located.flatMap(({ missing }) => missing);
  if (lost !== undefined && located.every(({ gold }) => gold.length === 0)) {
    throw new FootnoteError(
      "invalid_data_set",
      `The documents hold none of the questions' gold, such as ${quote(lost.text)} in ${JSON.stringify(lost.document)}: gold names a readable file by its path below documents/, and a text that stands in it`,
    );
  }
  return located;
}

/** The texts that gold is looked for in. */
export interface GoldTexts {
  /** The id of the document at a path below the documents folder, or undefined. */
  idOf(path: string): string | undefined;
  /** The text of a document. */
  of(id: string): Promise<string>;
}

/** A document's text, folded once for all gold that has moved in it. */
class SearchedText {
  readonly #folded = new Map<Folding, FoldedText>();

  constructor(
    readonly id: string,
    readonly text: string,
  ) {}

  find({ start, end, text }: GoldSpan): Span | undefined {
    if (this.text.slice(start, end) === text) {
      return { start, end };
    }
    return this.#find("whitespace", text, start) ?? this.#find("markup", text, start);
  }

  #find(folding: Folding, text: string, near: number): Span | undefined {
    const folded = this.#folded.get(folding) ?? fold(this.text, folding);
    this.#folded.set(folding, folded);
    return findNearest(folded, fold(text, folding).text, near);
  }
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
