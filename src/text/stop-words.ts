/**
 * Function words that say nothing about a text's subject, folded, about a hundred a language.
 * Short on purpose: a long list costs more questions than it helps.
 */
const LISTS: Readonly<Record<string, string>> = {
  de: `aber alle allem allen aller alles als also am an auch auf aus bei beim bis da dabei damit dann das dass
    dem den denn der des dessen deren die dies diese diesem diesen dieser dieses doch dort du durch ein eine
    einem einen einer eines er es etwa fur gab gibt hat hatte hatten haben habe hier ich ihm ihn ihr ihre ihrem
    ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann konnen konnte man mit nach nicht noch nur ob
    oder sein seine seinem seinen seiner seit sich sie sind so sowie uber um und uns unter vom von vor war waren
    warum was welche welchem welchen welcher welches wenn wer wem wen wessen werden wie wieso wird wo wobei
    weshalb wodurch wofur woher wohin womit woran worauf worden worin worum wovon wozu wurde wurden zu zum zur`,
  en: `a about after all also an and any are as at be been before being both but by can could did do does
    doing for from had has have having he her here hers him his how i if in into is it its many may me more most
    much my no nor not of off on or other our out over own she should so some such than that the their them then
    there these they this those through to too under until up very was we were what when where which while who
    whom whose why will with would you your`,
};

const STOP_WORDS = new Map(
  Object.entries(LISTS).map(([language, list]) => [language, new Set(list.split(/\s+/))] as const),
);

const NONE: ReadonlySet<string> = new Set();

/** The stop words of a language, folded; empty for a language without a list. */
export function stopWords(language: string): ReadonlySet<string> {
  return STOP_WORDS.get(language) ?? NONE;
}

/** The stop words of every language that has a list. */
export const ALL_STOP_WORDS: ReadonlySet<string> = new Set(
  [...STOP_WORDS.values()].flatMap((set) => [...set]),
);
