import type { LoadedDocument } from "../../core/document.js";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { ZippedContent } from "../../documents/archive/zipped-files.js";
import type { OcrPrograms } from "../../documents/ocr/ocr-programs.js";
import type { SplitDocument } from "../../passages/split-document.js";

/** A file to be read. */
export interface LoadRequest {
  /** Of the zip archive, if the file lies in one. */
  readonly absolute: string;
  /** Relative to the documents folder, with `/`. */
  readonly path: string;
  /** Where it lies in the archive. */
  readonly zipped?: ZippedContent;
  /** Of the content that is known, SHA-256, hexadecimal: a file that still has it isn't loaded. */
  readonly knownHash?: string;
}

/** What became of a file. */
export type LoadResult =
  | { readonly state: "unchanged"; readonly contentHash: string; readonly bytes: number }
  | {
      readonly state: "loaded";
      readonly contentHash: string;
      /** The size of what was read. */
      readonly bytes: number;
      readonly format: string;
      readonly document: LoadedDocument;
      readonly split: SplitDocument;
    }
  | {
      readonly state: "failed";
      /** For a person; without paths of this machine. */
      readonly reason: string;
      /** Whether trying again without a change of the file could help. */
      readonly transient: boolean;
    };

/** How much of a file is read, and for how long. */
export interface FileLimits extends LoadLimits {
  /** The largest file, in bytes; unpacked, if it lies in a zip archive. */
  readonly fileBytes: number;
  /** The longest that reading one file may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What a loading process is sent; it answers with a `LoadResult`, then takes the next. */
export interface LoadOrder {
  readonly request: LoadRequest;
  readonly limits: FileLimits;
  /** What text in pictures is recognised with, if it is. */
  readonly ocr?: OcrPrograms;
}

/** What a loading process sends whenever OCR is done with a page: the time for the next one begins. */
export const PAGE_DONE = "page done";

/** What a loading process sends once it takes orders. */
export const READY = "ready";
