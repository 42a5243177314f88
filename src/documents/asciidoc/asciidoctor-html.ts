/** The HTML of a document, and what isn't in it. */
export interface ReadablePage {
  readonly html: string;
  /** How many pictures nobody described. */
  readonly pictures: number;
  /** How many files belong to the document that it only names. */
  readonly includes: number;
}

/** Where a note is referred to. */
const NOTE_REFERENCE = /<sup class="footnote(?:ref)?"[^>]*>[^<]*<a [^>]*>[^<]*<\/a>[^<]*<\/sup>/gu;

/** The number that leads back from a note. */
const BACK_REFERENCE = /(<div class="footnote"[^>]*>\s*)<a [^>]*>[^<]*<\/a>\.?/gu;

const INCLUDE = /<a href="[^"]*" class="bare include">[^<]*<\/a>/gu;

const IMAGE = /<img src="([^"]*)" alt="([^"]*)"[^>]*>/gu;

/** A note such as a warning, which is laid out as a table. */
const ADMONITION =
  /<table>\s*<tr>\s*<td class="icon">\s*<div class="title">([^<]*)<\/div>\s*<\/td>\s*<td class="content">/gu;

/** Formulas between the delimiters of MathJax. */
const FORMULA = /\\([$(])([^\\<]{0,2000})\\[$)]/gu;

/** Rewrites what Asciidoctor's HTML has for browsers only into what reads as text. */
export function readablePage(source: string): ReadablePage {
  let pictures = 0;
  let includes = 0;
  const html = source
    .replace(NOTE_REFERENCE, "")
    .replace(BACK_REFERENCE, "$1")
    .replace(INCLUDE, () => {
      includes += 1;
      return "";
    })
    .replace(IMAGE, (image, file: string, description: string) => {
      if (!isMadeUp(file, description)) {
        return image;
      }
      pictures += 1;
      return "";
    })
    .replace(ADMONITION, "<table><tr><td><strong>$1:</strong> ")
    .replace(/<b class="conum">[^<]*<\/b>/gu, "")
    .replace(FORMULA, "$2");
  return { html, pictures, includes };
}

/** Asciidoctor describes a picture by its file's name if nobody else does. */
function isMadeUp(file: string, description: string): boolean {
  const name = file.replace(/^.*\//u, "").replace(/\.\w+$/u, "");
  return description === name.replace(/[_-]/gu, " ");
}
