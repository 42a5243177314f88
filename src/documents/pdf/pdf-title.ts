import { titleFromPath } from "../title.js";

/** Longer ones are an abstract. */
const MAX_TITLE = 300;
/** What programs write where nobody gave a title. */
const PROGRAM_TITLE =
  /^(?:untitled|unbenannt|ohne titel|sans titre|sin título|senza titolo|naamloos|document|dokument|presentation|präsentation|slide|folie|title|titel|new document|about:blank|microsoft (?:word|powerpoint|excel)\b.*|powerpoint[- ]pr[äe]sentation|print|scan(?:ned)?)[\s\d()]*$/iu;
const FILE_NAME = /\.(?:docx?|odt|rtf|pdf|pptx?|xlsx?|indd|qxp|qxd|tex|dvi|ps|html?|txt|pages|md|ai)$/iu;
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
  if (!/\p{L}{2}/u.test(title) || title.length > MAX_TITLE) {
    return false;
  }
  return !PROGRAM_TITLE.test(title) && !FILE_NAME.test(title) && !ADDRESS.test(title);
}
