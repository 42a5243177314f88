/** Abbreviations after which the sentence goes on, lower case without the final dot. */
const INNER: Readonly<Record<string, string>> = {
  de: `abb abs anm art aufl bd bes bzgl bzw ca dipl dr evtl fa fam frl gem ggf gr hg hl hr hrsg inkl int jh kap
    lat max min mind mio mrd nr pos prof sog sr st std str tab tel tsd ung urspr verf vgl vol wg ziff zit`,
  en: `approx art capt cf ch col dept dr ed eds eq fig figs gen gov hon lt maj messrs mr mrs ms mt no nos pp
    prof rep rev sen sgt sr st vol vols vs`,
};

/** Abbreviations that may as well end a sentence. */
const FINAL = new Set("al chr co corp etc inc jr jun ltd s sen u usw z".split(" "));

const INNER_SETS = new Map(
  Object.entries(INNER).map(([language, list]) => [language, new Set(list.split(/\s+/))] as const),
);

/** Whether the dot after this word belongs to an abbreviation that never ends a sentence. */
export function isInnerAbbreviation(word: string, language: string): boolean {
  return INNER_SETS.get(language)?.has(word.toLowerCase()) ?? false;
}

/** Whether the dot after this word belongs to an abbreviation that may stand at the end of a sentence. */
export function isFinalAbbreviation(word: string): boolean {
  return FINAL.has(word.toLowerCase());
}
