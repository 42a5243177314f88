/** Abbreviations after which the sentence goes on, lower case without the final dot. */
const INNER: Readonly<Record<string, string>> = {
  de: `abb abs anm art aufl bd bes bzgl bzw ca dipl dr evtl fa fam frl gem ggf gr hg hl hr hrsg inkl int jh kap
    lat max min mind mio mrd nr pos prof sog sr st std str tab tel tsd ung urspr verf vgl vol wg ziff zit`,
  en: `approx art capt cf ch col dept dr ed eds eq fig figs gen gov hon lt maj messrs mr mrs ms mt no nos pp
    prof rep rev sen sgt sr st vol vols vs`,
  es: `aprox art av avda cap dn dna dr dra ed ee fig gral ing lic nro num pag pags pp prof profa sr sra sres srta
    sta sto tel ud uds vol`,
  fr: `art av bd cf ch chap dr ed env ex fig hab m mgr mlle mlles mm mme mmes p pp prof ref st ste vol`,
  it: `all art artt avv ca cap cfr dott dott.ssa dr ed fig geom gen ing on pag pagg prof prof.ssa proff sen sig
    sig.na sig.ra sigg st tel vol`,
  nl: `afb art ba bijv blz bv ca dhr dr drs enz excl fam fig gebr geb hfst incl ing ir jhr jl max mej mevr mgr min
    mr mw nl nr ong pag prof resp st tel vgl zg zgn`,
};

/** Abbreviations that may as well end a sentence. */
const FINAL = new Set("al chr co corp ecc etc inc jr jun ltd s sen u usw z".split(" "));

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
