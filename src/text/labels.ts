import type { Span } from "../core/document.js";
import { alternativesOfAll } from "../languages/find-language.js";
import { unaccented } from "./words.js";

/** What is numbered: a paragraph (§) or an article of a statute, or a chapter or section of any text. */
export type LabelKind = "paragraph" | "article" | "section";

/** A number with its kind, such as `§ 823`, `Art. 5` or `section 4.2`, and where it stands. */
export interface Label extends Span {
  readonly kind: LabelKind;
  /** In lower case: `823`, `5a`, `4.2`. */
  readonly number: string;
}

const PARAGRAPHS = alternativesOfAll(({ documents }) => documents.paragraphs);
const ARTICLES = alternativesOfAll(({ documents }) => documents.articles);
const SECTIONS = alternativesOfAll(({ documents }) => documents.sections);

/** For a text without diacritics. A letter belongs to the number only if no other follows: `3a`, not `3 Satz`. */
const LABEL = new RegExp(
  `(?:(?<paragraph>§§?|\\b(?:${PARAGRAPHS})\\b)|\\b(?<article>${ARTICLES})\\b\\.?|\\b(?:${SECTIONS})\\b)\\s?(?<number>\\d{1,5}(?:\\.\\d{1,3}){0,4}[a-z]?)(?![\\p{L}\\p{N}])`,
  "giu",
);

/** Whether a text may hold a label: a quick test, since most don't. */
const DIGIT = /\d/u;

/** The labels of a text in order, in the words of any language. */
export function labels(text: string): Label[] {
  if (!DIGIT.test(text)) {
    return [];
  }
  return Array.from(unaccented(text).matchAll(LABEL), ({ 0: found, index, groups = {} }) => ({
    kind: kindOf(groups),
    number: numberOf(groups),
    start: index,
    end: index + found.length,
  }));
}

type Groups = Partial<Record<string, string>>;

function numberOf({ number = "" }: Groups): string {
  return number.toLowerCase();
}

function kindOf({ paragraph, article }: Groups): LabelKind {
  if (paragraph !== undefined) {
    return "paragraph";
  }
  return article === undefined ? "section" : "article";
}
