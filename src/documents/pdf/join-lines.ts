import { alternativesOfAll } from "../../languages/find-language.js";

/** Words before which a hyphen at the end of a line stands for a part left out: `Nord- und Südseite`. */
const CONJUNCTIONS = new RegExp(`^(?:${alternativesOfAll(({ partJoiners }) => partJoiners)})(?!\\p{L})`, "u");
const HYPHEN = /[-\u2010\u2011]$/u;
const SOFT_HYPHEN = "\u00ad";
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The end of a line when the next one is joined to it. */
export interface Join {
  /** The line's text, without a hyphen that only divides a word. */
  readonly text: string;
  /** Nothing or a space. */
  readonly separator: "" | " ";
}

/**
 * Joins two lines of a paragraph. A hyphen between a letter and a small letter divides a word and goes, unless
 * a conjunction follows (`Nord-` + `und Südseite`) or the word is known to have it (`well-` + `known`); before
 * a capital or a digit it belongs to the word (`Kirgisisch-` + `Tadschikisch`).
 *
 * @param hyphenated words that have a hyphen elsewhere in the document, in lower case
 */
export function joinLines(line: string, next: string, hyphenated: ReadonlySet<string> = new Set()): Join {
  if (line.endsWith(SOFT_HYPHEN)) {
    return { text: line.slice(0, -1), separator: "" };
  }
  if (HYPHEN.test(line)) {
    return joinHyphen(line, next, hyphenated);
  }
  if (/\S[/–—]$/u.test(line) && !/\s[–—]$/u.test(line)) {
    return { text: line, separator: "" };
  }
  const last = line.at(-1) ?? "";
  if (CJK.test(last) && CJK.test(next.charAt(0))) {
    return { text: line, separator: "" };
  }
  return { text: line, separator: " " };
}

function joinHyphen(line: string, next: string, hyphenated: ReadonlySet<string>): Join {
  const stem = line.slice(0, -1);
  if (!/[\p{L}\p{N}]$/u.test(stem)) {
    return { text: line, separator: " " };
  }
  if (CONJUNCTIONS.test(next)) {
    return { text: line, separator: " " };
  }
  if (!/\p{L}$/u.test(stem) || !/^\p{Ll}/u.test(next)) {
    return { text: line, separator: "" };
  }
  const [first = ""] = /[\p{L}\p{M}]+$/u.exec(stem) ?? [];
  const [second = ""] = /^[\p{L}\p{M}]+/u.exec(next) ?? [];
  const known = hyphenated.has(`${first}-${second}`.toLowerCase());
  return { text: known ? line : stem, separator: "" };
}

/** The words of a line that have a hyphen inside, in lower case: `well-known`. */
export function hyphenatedWords(line: string): string[] {
  return Array.from(line.matchAll(/[\p{L}\p{M}]+[-\u2010\u2011][\p{L}\p{M}]+/gu), ([word]) =>
    word.replace(/[\u2010\u2011]/u, "-").toLowerCase(),
  );
}
