import { FootnoteError } from "../core/errors.js";

/** A text that is longer than a document may be. */
export function tooLong(path: string, maxCharacters: number): FootnoteError {
  return new FootnoteError(
    "unreadable_document",
    `${path} holds more than ${maxCharacters} characters; split it, or raise MAX_DOCUMENT_CHARACTERS`,
  );
}

/** A file with more pages than a document may have. */
export function tooManyPages(path: string, maxPages: number): FootnoteError {
  return new FootnoteError(
    "unreadable_document",
    `${path} has more than ${maxPages} pages; split it, or raise MAX_PAGES`,
  );
}

/** A file whose elements lie deeper in one another than they may. */
export function nestedTooDeep(path: string, maxNesting: number): FootnoteError {
  return new FootnoteError(
    "unreadable_document",
    `${path} is nested more than ${maxNesting} levels deep; simplify it, and close what it opens`,
  );
}
