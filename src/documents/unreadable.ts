import { FootnoteError } from "../core/errors.js";

/**
 * A file that can't be read.
 * @param why what is wrong and how to mend it, such as `is damaged; save it again`
 */
export function unreadable(path: string, why: string, cause?: unknown): FootnoteError {
  return new FootnoteError("unreadable_document", `${path} ${why}`, cause === undefined ? {} : { cause });
}

/**
 * Runs a parser over a file: whatever it stumbles over means that the file isn't what its name says.
 * @param format for the message, such as `a Word document`
 * @throws FootnoteError `unreadable_document`; one that the work throws itself is passed on
 */
export async function readAs<T>(path: string, format: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (FootnoteError.is(error)) {
      throw error;
    }
    throw unreadable(
      path,
      `isn't ${format}, or is damaged; open it in the program it was made with and save it again`,
      error,
    );
  }
}

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
