import { performance } from "node:perf_hooks";
import type { LoadingPool, LoadResult } from "../../src/ingest/loading/loading-pool.js";
import { compareWords, type WordShare } from "./compare-words.js";
import type { SweptFile } from "./find-files.js";
import { findGaps } from "./find-gaps.js";
import { readReference } from "./reference-text.js";

/** How reading a file ended. */
export type SweptState = "text" | "empty" | "silent" | "told" | "failed" | "crashed" | "timeout";

/** What became of a file. */
export interface SweptResult {
  readonly path: string;
  readonly format: string;
  /**
   * `empty` has no text, and nothing to show as far as is known; `silent` has something to show, but neither text nor
   * a notice; `told` no text but a notice.
   */
  readonly state: SweptState;
  /** Why it failed. */
  readonly reason: string | null;
  readonly seconds: number;
  readonly characters: number;
  /** Replacement and control characters and those of private use. */
  readonly garbled: number;
  readonly notices: readonly string[];
  /** Null if there is nothing to compare with. */
  readonly share: WordShare | null;
  /** Sentences that lack words in their midst. */
  readonly gaps: readonly string[];
}

/** What no text for readers holds. */
const GARBLED = /[\uFFFD\p{Co}]|(?![\t\n\r\f])\p{Cc}/gu;

/** Reads a file as the ingest does, and compares the text with what the file shows. */
export async function readSwept(file: SweptFile, pool: LoadingPool): Promise<SweptResult> {
  const start = performance.now();
  const result = await pool.load({ absolute: file.absolute, path: file.path });
  const seconds = (performance.now() - start) / 1000;
  const text = result.state === "loaded" ? result.document.text : "";
  const reference = result.state === "loaded" ? await readReference(file) : undefined;
  const share = reference === undefined ? null : compareWords(reference.text, text);
  const isEmpty = share?.words === 0 && reference?.pictures === 0;
  return {
    path: file.path,
    format: file.format,
    state: stateOf(result, isEmpty),
    reason: result.state === "failed" ? result.reason : null,
    seconds,
    characters: text.length,
    garbled: [...text.matchAll(GARBLED)].length,
    notices: result.state === "loaded" ? result.document.notices : [],
    share,
    gaps: reference === undefined ? [] : findGaps(reference.text, text),
  };
}

function stateOf(result: LoadResult, isEmpty: boolean): SweptState {
  if (result.state === "failed") {
    return stateOfFailure(result.reason);
  }
  if (result.state === "loaded" && result.document.text.trim() === "") {
    if (result.document.notices.length > 0) {
      return "told";
    }
    return isEmpty ? "empty" : "silent";
  }
  return "text";
}

/** The pool tells accidents of a process by these sentences only. */
function stateOfFailure(reason: string): SweptState {
  if (reason.startsWith("reading it took longer")) {
    return "timeout";
  }
  return reason.startsWith("the parser ran out") || reason.startsWith("the parser gave")
    ? "crashed"
    : "failed";
}
