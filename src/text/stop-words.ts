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
  es: `a al algo alguna algunas algunos ante antes asi aunque cada como con cual cuales cuando cuanta cuantas cuanto
    cuantos cuya cuyo de del desde donde dos durante e el ella ellas ellos en entre era eran es esa ese eso esta
    estaba estaban estan estas este esto estos fue fueron ha habia habian hace han hasta hay la las le les lo los
    mas me mi mientras muy nada ni no nos o os otra otras otro otros para pero por porque puede pueden que quien
    quienes se ser si sido sin sobre son su sus tambien te tenia tiene tienen todo todos tras tu u un una unas uno
    unos y ya yo`,
  fr: `a afin ai ainsi apres au aucun aucune aussi autre autres aux avait avaient avant avec c car ce ceci cela celle
    celles celui ces cet cette ceux chaque chez comme comment d dans de depuis des donc dont du elle elles en encore
    entre est et etaient etait ete etre eu eux fut furent il ils j je l la laquelle le lequel les lesquelles
    lesquels leur leurs lors lui m mais meme n ne ni nos notre nous on ont ou par parce pas pendant peut
    peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si
    son sont sous sur t tous tout toute toutes tres tu un une vers vos votre vous y`,
  it: `a ad agli ai al alla alle allo anche ancora c che chi ci cio col come con contro cosa cui d da dagli dai dal
    dall dalla dalle dallo degli di dei del dell della delle dello dopo dove e ed era erano essere fra fu furono gli ha
    hanno i il in io l la le lei li lo loro lui ma mentre mi ne negli nei nel nell nella nelle nello noi non o ogni
    per perche piu prima puo quale quali quando quanta quante quanti quanto quella quelle quelli quello questa
    queste questi questo qui s se sei si sia sono stata state stati stato su sua sue sugli sui sul sull sulla sulle
    suo suoi tra tutta tutte tutti tutto un una uno v vi`,
  nl: `aan al alle alleen als andere ben bij daar dan dat de deze die dit doch doen door dus een elk elke en er
    geen had hadden heb hebben heeft hem het hier hij hoe hoeveel hun ik in is ja je kan kon konden kunnen maar me
    meer men met mij mijn na naar niet nog nu of om omdat onder ons ook op over s sinds te tegen toch toen tot
    tussen u uit uw van veel voor waar waarom waarop waaruit waarvan wanneer want waren was wat welk welke werd
    werden wie wij wil word worden wordt ze zelf zich zij zijn zo zonder zou`,
};

const STOP_WORDS = new Map(
  Object.entries(LISTS).map(([language, list]) => [language, new Set(list.split(/\s+/))] as const),
);

const NONE: ReadonlySet<string> = new Set();

/** The languages that have a list, ISO 639-1. */
export const KNOWN_LANGUAGES: readonly string[] = [...STOP_WORDS.keys()];

/** The stop words of a language, folded; empty for a language without a list. */
export function stopWords(language: string): ReadonlySet<string> {
  return STOP_WORDS.get(language) ?? NONE;
}

/** Whether a folded word is a stop word of one of these languages. */
export function isStopWord(folded: string, languages: readonly string[]): boolean {
  return languages.some((language) => stopWords(language).has(folded));
}

/** Whether a folded word of a text is a stop word there; without a list for its language, any list counts. */
export function isFunctionWord(folded: string, language: string): boolean {
  return isStopWord(folded, STOP_WORDS.has(language) ? [language] : KNOWN_LANGUAGES);
}
