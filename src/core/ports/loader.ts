import type { LoadedDocument } from "../document.js";

/** How much of a file is read before it is refused. */
export interface LoadLimits {
  /** The longest text, in UTF-16 code units. */
  readonly characters: number;
  /** The most pages, slides or sheets. */
  readonly pages: number;
  /** The most bytes that an archive such as DOCX may unpack to. */
  readonly unpackedBytes: number;
  /** The deepest nesting of elements. */
  readonly nesting: number;
}

/**
 * Loads a file that another file holds, such as the attachment of an e-mail, with the loader of its format.
 * @param path of the file that holds it, ` › ` and its own name, whose extension tells the format
 * @param limits what is left of the limits of the file that holds it
 * @returns undefined if its format isn't supported, or files are held within files too deep
 * @throws FootnoteError as `Loader.load` does
 */
export type LoadPart = (
  bytes: Uint8Array,
  path: string,
  limits: LoadLimits,
) => Promise<LoadedDocument | undefined>;

/** A page of a PDF, as it is to be recognised. */
export interface PdfPageImage {
  /** 1-based. */
  readonly number: number;
  /** Of its longer side, in points (1/72 inch). */
  readonly length: number;
}

/** A line of text in a picture. */
export interface RecognisedLine {
  readonly text: string;
  /** Whether the line is full, so that what it says goes on in the next one. */
  readonly isWrapped: boolean;
}

/** What became of a picture: its paragraphs in reading order, none if there is no text; or why it couldn't be read. */
export type Recognition =
  | { readonly paragraphs: readonly (readonly RecognisedLine[])[] }
  /** For a person; begins in lower case. */
  | { readonly failure: string };

/** Recognises text in pictures (OCR). What it reads is likely, not certain. */
export interface TextRecogniser {
  /**
   * @param image a PNG, JPEG, TIFF, WebP, BMP or GIF whose size was checked
   * @param page of a TIFF, 1-based
   */
  recogniseImage(image: Uint8Array, page: number): Promise<Recognition>;
  recognisePdfPage(pdf: Uint8Array, page: PdfPageImage): Promise<Recognition>;
}

/** What a loader may be given besides the file. */
export interface LoadTools {
  /** For formats that hold other files; without it these aren't read. */
  readonly loadPart?: LoadPart;
  /** Reads what is a picture of text; without it such text is left out. */
  readonly recogniser?: TextRecogniser | undefined;
}

/** Turns one file format into text with structure. */
export interface Loader {
  /** A short name, such as `text`. */
  readonly format: string;
  /** Lower-case file extensions with the dot. */
  readonly extensions: readonly string[];
  /**
   * @param bytes the file's content
   * @param path relative to the documents folder; gives the title where the content has none
   * @param tools what some formats need besides
   * @throws FootnoteError `unreadable_document` if the bytes aren't of this format, hold no text where the
   *   format is known to hide some (a scanned PDF), or go beyond a limit; the message names the path
   */
  load(bytes: Uint8Array, path: string, limits: LoadLimits, tools?: LoadTools): Promise<LoadedDocument>;
}
