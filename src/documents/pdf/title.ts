import { isPlaceholderTitle, LONGEST_TITLE, titleFromPath } from "../metadata.js";

/** Text as long as this isn't a title if it consists of sentences. */
const MIN_PROSE = 80;
/** A title doesn't end within a longer name, but programs put a remark behind a file's: `brief.doc [Kompatibilitätsmodus]`. */
const FILE_NAME =
  /\.(?:do[ct][xm]?|od[tsp]|rtf|wpd?|pdf|pp[ts]x?|xlsx?|csv|indd|p65|pmd|qx[pd]|cdr|fm|vsdx?|tex|dvi|e?ps|xps|html?|txt|pages|md|ai|tiff?|jpe?g|png|tmp)\s*(?:[[(].*)?$/iu;
/** One word with underscores, or of digits and letters by turns, as programs and scanners name files. */
const FILE_LIKE = /^\S*[\p{L}\d]_[\p{L}\d]\S*$|^(?=\S*\d\S*[a-f]\S*\d)[\da-f-]{12,}$/iu;
const ADDRESS = /^(?:https?:|file:|[a-z]:\\|\/)/iu;

/**
 * A document's title: the one it says it has, unless a program made it up; else its headline; else its file name.
 *
 * @param declared what the file's information has as its title
 * @param headline what looks like a title on page 1
 */
export function pdfTitle(declared: unknown, headline: string | null, path: string): string {
  const title = typeof declared === "string" ? declared.replace(/[\s\p{Cc}]+/gu, " ").trim() : "";
  return isSensible(title) ? title : (headline ?? titleFromPath(path));
}

function isSensible(title: string): boolean {
  if (
    !/\p{L}{2}|[\p{Script=Han}\p{Script=Hangul}]/u.test(title) ||
    title.length > LONGEST_TITLE ||
    isProse(title)
  ) {
    return false;
  }
  return ![FILE_NAME, FILE_LIKE, ADDRESS].some((form) => form.test(title)) && !isPlaceholderTitle(title);
}

/** Whether a text is too much of sentences to be a title. Four small letters before the dot are no abbreviation. */
export function isProse(text: string): boolean {
  return text.length >= MIN_PROSE && /(?:\p{Ll}{4}[.!?…]|[。！？])(?:$|\s+\p{Lu})/u.test(text);
}
