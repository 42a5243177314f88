import type { RecognisedLine, Recognition } from "../../core/ports/loader.js";
import { joinLines } from "../pdf/join-lines.js";
import type { Line, TextBuilder } from "../text-builder.js";
import { tooLong } from "../unreadable.js";
import { whereNotice } from "../where-notice.js";

/** A page with its text. */
export interface RecognisedPage {
  readonly number: number;
  readonly paragraphs: readonly (readonly RecognisedLine[])[];
}

/** What OCR made of some pages. */
export interface RecognisedPages {
  /** Those with text. */
  readonly pages: readonly RecognisedPage[];
  /** Those without. */
  readonly empty: readonly number[];
  /** Those that couldn't be read, by the reason. */
  readonly failed: ReadonlyMap<string, readonly number[]>;
}

/** After so many failures one after the other the rest would fail as well, each after its time. */
const MOST_FAILURES = 3;

/**
 * Recognises pages one after the other; gives up after some that couldn't be read.
 * @throws FootnoteError `unreadable_document` as soon as their text becomes too long
 */
export async function recognisePages(
  numbers: readonly number[],
  recognise: (page: number) => Promise<Recognition>,
  { path, maxCharacters }: { readonly path: string; readonly maxCharacters: number },
): Promise<RecognisedPages> {
  const pages: RecognisedPage[] = [];
  const empty: number[] = [];
  const failed = new Map<string, number[]>();
  let characters = 0;
  let failures: string[] = [];
  for (const number of numbers) {
    const [last] = failures;
    const result =
      last !== undefined && failures.length >= MOST_FAILURES ? { failure: last } : await recognise(number);
    if ("failure" in result) {
      failures = [result.failure, ...failures];
      failed.set(result.failure, [...(failed.get(result.failure) ?? []), number]);
      continue;
    }
    failures = [];
    const { paragraphs } = result;
    characters += paragraphs.flat().reduce((sum, { text }) => sum + text.length, 0);
    if (characters > maxCharacters) {
      throw tooLong(path, maxCharacters);
    }
    if (paragraphs.length === 0) {
      empty.push(number);
    } else {
      pages.push({ number, paragraphs });
    }
  }
  return { pages, empty, failed };
}

/** Why nothing of a file could be read; goes on from its path, and from what it holds. */
export function whyNothing({ failed }: RecognisedPages): string {
  const [reason] = failed.keys();
  return reason === undefined
    ? "in which OCR found no text; scan it again with more contrast, or leave it out with .footnoteignore"
    : `which OCR couldn't read: ${reason}`;
}

/** What a reader is told of such text, to mind mistakes in it. */
export const READ_BY_OCR = "read by OCR, which may misread";

/** Notes for readers which pages OCR has read, and which it hasn't. */
export function noteRecognition(builder: TextBuilder, { pages, empty, failed }: RecognisedPages): void {
  const notes: (readonly [readonly number[], string])[] = [
    [pages.map(({ number }) => number), READ_BY_OCR],
    [empty, "no text found by OCR"],
    ...Array.from(failed, ([reason, numbers]) => [numbers, `not read by OCR: ${reason}`] as const),
  ];
  for (const [numbers, what] of notes) {
    if (numbers.length > 0) {
      builder.notice(whereNotice("page", numbers, what));
    }
  }
}

/** Adds the text of a page below the last heading. */
export function addParagraphs(
  builder: TextBuilder,
  { paragraphs }: Pick<RecognisedPage, "paragraphs">,
): void {
  for (const paragraph of paragraphs) {
    const wrapped = paragraph.filter(({ isWrapped }) => isWrapped).length;
    // Lines that end where they want are a list, an address, or the rows of a table.
    const kind = wrapped < (paragraph.length - 1) / 2 ? "list" : "paragraph";
    builder.addLines(kind, joined(paragraph));
  }
}

/** The lines with the words put together that were divided between two. */
function joined(paragraph: readonly RecognisedLine[]): Line[] {
  const lines: Line[] = [];
  let separator: NonNullable<Line["separator"]> = "\n";
  for (const [i, { text, isWrapped }] of paragraph.entries()) {
    const next = paragraph[i + 1];
    const join =
      isWrapped && next !== undefined ? joinLines(text, next.text) : { text, separator: "\n" as const };
    lines.push({ text: join.text, separator });
    separator = join.separator;
  }
  return lines;
}
