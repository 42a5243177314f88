import { FootnoteError } from "../core/errors.js";

/** What `embed` fails with after `close`. */
export function embedderClosed(): FootnoteError {
  return new FootnoteError("embedding_failed", "The embedder is closed.");
}
