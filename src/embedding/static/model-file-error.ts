import { FootnoteError } from "../../core/errors.js";

/** A file of the built-in model that is missing, damaged or of another kind. */
export function modelFileError(file: string, problem: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    "embedding_model_unavailable",
    `The built-in embedding model can't be loaded: ${file}: ${problem}. Restore the file from a fresh copy of Footnote.`,
    { cause },
  );
}
