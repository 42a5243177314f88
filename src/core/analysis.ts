import { isDeepStrictEqual } from "node:util";
import type { Fingerprint } from "./ports/embedder.js";

/**
 * By which rules text is read, split and analysed. Each number goes up whenever its rules give something else for the
 * same file (CONTRIBUTING.md says when).
 */
export interface AnalysisVersion {
  /** Of splitting: paragraphs, passages, sentences, their languages, and what is put in front of them. */
  readonly passages: number;
  /** Of terms: words, stems, stop words, character n-grams. */
  readonly terms: number;
  /** Of the loaders, by format. */
  readonly loaders: Readonly<Record<string, number>>;
  /** How text in pictures is recognised, such as `tesseract deu+eng`; absent where it isn't. */
  readonly ocr?: string;
}

/** The loader that read a file. */
export interface LoaderVersion {
  readonly format: string;
  readonly version: number;
  /** How it had text in pictures recognised; absent where it hadn't. */
  readonly ocr?: string;
}

/** What the content of an index is made with. */
export interface IndexOrigin {
  /** Of every vector. */
  readonly fingerprint: Fingerprint;
  /**
   * Its rules of passages and terms hold for every document. The loaders' are the last commit's: each document says
   * for itself which loader read it.
   */
  readonly analysis: AnalysisVersion;
}

/**
 * Whether passages and terms of one origin belong in an index of the other: questions are analysed by one set of rules,
 * and their vectors have one fingerprint.
 * @param before null if it isn't known
 */
export function isCompatible(
  before: { readonly [Part in keyof IndexOrigin]: IndexOrigin[Part] | null },
  now: IndexOrigin,
): boolean {
  return (
    isDeepStrictEqual(before.fingerprint, now.fingerprint) && isSameAnalysis(before.analysis, now.analysis)
  );
}

/** Whether two versions split and analyse a document in the same way once it is loaded. */
export function isSameAnalysis(before: AnalysisVersion | null, now: AnalysisVersion): boolean {
  return before !== null && before.passages === now.passages && before.terms === now.terms;
}

/** Whether a file would be read by the same loader in the same version, and its pictures in the same way. */
export function isSameLoader(before: LoaderVersion | null, now: LoaderVersion): boolean {
  return (
    before !== null &&
    before.format === now.format &&
    before.version === now.version &&
    before.ocr === now.ocr
  );
}
