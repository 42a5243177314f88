import type { Place, Span } from "./document.js";

/** A contiguous span of a document's text that is embedded and retrieved; its place is where it starts. */
export interface Passage extends Span, Place {
  /** Stable for document and span. */
  readonly id: string;
  readonly documentId: string;
  /** The document's title. */
  readonly title: string;
  /** Exactly the document's text from `start` to `end`. */
  readonly text: string;
  /** The headings above the passage, outermost first. */
  readonly heading: readonly string[];
  /** ISO 639-1, `und` if it can't be told. */
  readonly language: string;
}

/** Index terms of one word; equal words of texts may share one object, which saves looking them up again. */
export interface WordTerms {
  /** Several in scripts without spaces between words. */
  readonly stems: readonly string[];
  readonly grams: readonly string[];
}

/** Index terms of a question, in order, each once. */
export interface Terms extends Fields<readonly string[]> {
  /** Stemmed words without stop words. */
  readonly words: readonly string[];
  /**
   * Words that may be misspelt, with the highest cost of edits (`spelling/edit-cost.ts`) at which another may be meant.
   * Where no passage of the language holds one of them, the store looks for the nearest word that some do.
   */
  readonly doubtful?: ReadonlyMap<string, number>;
  /**
   * How much each of the last words counts, between 0 and 1. They are other words for those of the question: they add to
   * a text's score, and not to the most that it could be. The words before them are the question's own.
   */
  readonly variantWeights?: readonly number[];
  /**
   * Character 4-grams of the words; words of up to four letters count whole. In scripts without spaces, pairs of
   * characters.
   */
  readonly grams: readonly string[];
}

/** How well a text fits a question by each leg; every value lies between 0 and 1, cosines between −1 and 1. */
export interface Evidence {
  /** BM25 over words as a share of the most the question could score. */
  readonly words: number;
  /** The same over character 4-grams. */
  readonly grams: number;
  /** Cosine of the question with the whole text. */
  readonly cosine: number;
  /** The best cosine of the question with one sentence of the text, to about .005. */
  readonly sentenceCosine: number;
}

/** The share of a question's words that a text matches word by word, between 0 and 1. */
export interface Alignment {
  readonly passage: number;
  readonly paragraph: number;
}

/** What the languages of question and passage mean for their evidence. */
export interface LanguageRelation {
  /** Whether they are one language, or one of the two isn't known. */
  readonly sameLanguage: boolean;
  /** Whether the embedder knows both. */
  readonly embedderKnows: boolean;
}

/** What each leg gave to a passage, between 0 and 1. */
export interface PassageScores {
  readonly lexical: number;
  readonly dense: number;
  /** The relevance that the reranker gave, which the order goes by; only on passages that it read. */
  readonly rerank?: number;
}

/** A passage as retrieval ranks it, with everything that its score is made of. */
export interface RankedPassage {
  readonly passage: Passage;
  readonly evidence: Evidence;
  /** The paragraph around the passage. */
  readonly paragraph: Span & { readonly text: string; readonly evidence: Evidence };
  /** The sentences of the passage, in order, with their cosine to the question, to about .005. */
  readonly sentences: readonly (Span & { readonly cosine: number })[];
  /** Null for a passage too far behind for its words to be compared one by one. */
  readonly alignment: Alignment | null;
  /** The share of the passage's text that better passages have already shown, between 0 and 1. */
  readonly repeated: number;
  readonly relation: LanguageRelation;
  /** The fused score, between 0 and 1; higher is better. */
  readonly score: number;
  readonly scores: PassageScores;
}

/** A ranked passage as the outside sees it: the passage and its scores. */
export interface ScoredPassage extends Passage, Pick<RankedPassage, "score" | "scores"> {}

/** The id of a passage: stable for document and span. */
export function passageId(documentId: string, { start, end }: Span): string {
  return `${documentId}:${start}-${end}`;
}

/** Something of each lexical field: stemmed words and character 4-grams. */
export interface Fields<T> {
  readonly words: T;
  readonly grams: T;
}

/** Makes something of each field. */
export function eachField<T>(make: (field: keyof Fields<T>) => T): Fields<T> {
  return { words: make("words"), grams: make("grams") };
}
