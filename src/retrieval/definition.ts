import { fold, foldText, words } from "../text/words.js";

/** How much a text defines without the asked term in the place of the defined one. */
const DEFINES_SOMETHING = 0.3;

/** The defined term stands at most so many characters before what defines it: "X, also called Y, is a". */
const REACH = 60;

/** `term: …` or `term – …`, at the start of a text or a line; also with the marks of bold letters and items around it. */
const GLOSSARY = /^[ \t]*(?:[-*+•] +)?[*_`"„“«]*([^\n:–—]{2,60}?)[*_`"“”»]* ?(?::|[–—]| - )[*_]* ?\S/gmu;

/**
 * How well a text says what a term is, between 0 and 1: 1 where the asked term stands before "is a", "means" and the
 * like, or before a colon or a dash at the start of a line; less where the heading names it, or something else is defined.
 *
 * @param above the headings above the text, and its document's title
 * @param defines finds what stands between a term and its definition in a folded text; with the flag `g`
 * @param subject the words of the asked term, folded
 */
export function definesTerm(
  text: string,
  above: readonly string[],
  defines: RegExp,
  subject: ReadonlySet<string>,
): number {
  const term = [...subject];
  if (term.length === 0) {
    return 0;
  }
  const folded = foldText(text);
  const named = Math.max(...above.map((heading) => share(term, foldText(heading))), 0);
  let best = 0;
  let definesSomething = false;
  defines.lastIndex = 0;
  for (let found = defines.exec(folded), i = 0; found !== null && i < 10; found = defines.exec(folded), i++) {
    definesSomething = true;
    const sentence = folded.slice(Math.max(0, found.index - REACH), found.index);
    best = Math.max(best, share(term, sentence.slice(sentence.search(/[^.!?\n]*$/u))));
  }
  for (const match of Array.from(text.slice(0, 1000).matchAll(GLOSSARY)).slice(0, 20)) {
    best = Math.max(best, 0.9 * share(term, fold(match[1] ?? "")));
  }
  return Math.max(best, definesSomething ? Math.max(DEFINES_SOMETHING, 0.7 * named) : 0.3 * named);
}

/** The share of the words that a folded text holds in some form. */
function share(term: readonly string[], folded: string): number {
  const present = words(folded).map(({ text }) => text);
  return term.filter((word) => present.some((other) => isForm(word, other))).length / term.length;
}

/** Whether two folded words differ in their endings at most. */
function isForm(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const kept = short.length < 5 ? short.length : short.length - 1;
  return long.length - short.length <= 3 && long.startsWith(short.slice(0, kept));
}
