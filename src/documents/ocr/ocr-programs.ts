/** A program that was looked for, or what is missing and how to get it. */
export type FoundProgram = { readonly path: string } | { readonly problem: string };

/** The programs that text in pictures is recognised with, as they were found on this machine. */
export interface OcrPrograms {
  /** Counts as missing, too, where language data is missing. */
  readonly tesseract: FoundProgram;
  /** Of poppler; draws pages of PDFs. */
  readonly pdftoppm: FoundProgram;
  /** As tesseract calls them; not empty where it was found. */
  readonly languages: readonly string[];
  /** Whether it has the data to tell which way up a page is. */
  readonly findsOrientation: boolean;
  /** Of util-linux; limits what the others may use. Undefined where there is none. */
  readonly prlimit: string | undefined;
}

/**
 * What the text depends on: documents that may hold pictures are read again when it is another one, so also once a
 * missing program or language was installed.
 */
export function describeOcr({ tesseract, pdftoppm, languages }: OcrPrograms): string {
  if ("problem" in tesseract) {
    return "tesseract missing";
  }
  return `tesseract ${languages.join("+")}${"problem" in pdftoppm ? ", pdftoppm missing" : ""}`;
}
