const BULLET = /^[•‣◦▪▫●○■□◆◇►▶➢✓✔➤⁃∙·]\s/u;
const DASH_OR_NUMBER = /^(?:[-–—*]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s/u;

/** How sure it is that a line begins an item of a list. */
export type ListMarker = "bullet" | "dash or number";

/** The list marker at the start of a line, or null. A dash or number can stand at the start of any line. */
export function listMarker(line: string): ListMarker | null {
  if (BULLET.test(line)) {
    return "bullet";
  }
  return DASH_OR_NUMBER.test(line) ? "dash or number" : null;
}

/** Whether a line is an entry of a table of contents: a title, dots and a page. */
export function isContentsEntry(line: string): boolean {
  return /\S …\s?[\divxlc]{1,6}$/iu.test(line);
}
