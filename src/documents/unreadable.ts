import { FootnoteError } from "../core/errors.js";

/**
 * The error of a file that can't be read.
 * @param why what is wrong and how to fix it, such as `is damaged; save it again`
 */
export function unreadable(path: string, why: string, cause?: unknown): FootnoteError {
  return new FootnoteError("unreadable_document", `${path} ${why}`, cause === undefined ? {} : { cause });
}

/**
 * Runs a parser over a file. An error of the parser means that the file isn't of its format, or is damaged.
 * @param format for the message, such as `a Word document`
 * @throws FootnoteError `unreadable_document`; a FootnoteError of the parser is passed on
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

/** The error of a text that is longer than `MAX_DOCUMENT_CHARACTERS` allows. */
export function tooLong(path: string, maxCharacters: number): FootnoteError {
  return new FootnoteError(
    "unreadable_document",
    `${path} holds more than ${maxCharacters} characters; split it, or raise MAX_DOCUMENT_CHARACTERS`,
  );
}

/** The error of a file with more pages than `MAX_PAGES` allows. */
export function tooManyPages(path: string, maxPages: number): FootnoteError {
  return new FootnoteError(
    "unreadable_document",
    `${path} has more than ${maxPages} pages; split it, or raise MAX_PAGES`,
  );
}

/** The error of a file whose elements are nested too deeply. */
export function nestedTooDeep(path: string, maxNesting: number): FootnoteError {
  return new FootnoteError(
    "unreadable_document",
    `${path} is nested more than ${maxNesting} levels deep; simplify it, and close what it opens`,
  );
}
