import { anyOf } from "../text/any-of.js";
import { fold, words } from "../text/words.js";

/** `wie viele`, `how many` and their like, times and the measures below; folded, a line a language. */
const COUNT = anyOf(
  "wie ?viele?|wie oft",
  "how (?:many|much|often)",
  "cuant[oa]s?",
  "combien",
  "quant[oaie]",
  "hoeveel|hoe vaak",
);
const TIME = anyOf(
  "wann|in welchem jahr|welches jahr",
  "when|(?:in )?(?:what|which) year",
  "cuando|en que ano",
  "quand|en quelle annee",
  "quando|in che anno",
  "wanneer|in welk jaar",
);
const MEASURE = anyOf(
  "wie (?:lang|lange|hoch|gross|weit|alt|schwer|schnell|tief|breit|teuer)",
  "how (?:long|large|big|high|tall|far|old|heavy|fast|deep|wide|small)",
  "quelle est la (?:hauteur|longueur|largeur|profondeur|taille|superficie|vitesse|distance)",
  "hoe (?:lang|hoog|groot|ver|oud|zwaar|snel|diep|breed|duur)",
);

/** Words that say a number or a quantity, folded. */
const NUMBER_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: setOf(`null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dutzend dutzende hundert hunderte
    tausend tausende million millionen milliarde milliarden halb halfte einmal zweimal dreimal mehrere viele`),
  en: setOf(`zero no none one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty
    fifty dozen hundred hundreds thousand thousands million millions billion half once twice single several few many`),
  es: setOf(`cero dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta
    cien ciento cientos mil millon millones docena media mitad varios varias muchos muchas`),
  fr: setOf(`zero deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent
    cents mille million millions milliard milliards douzaine demi moitie plusieurs`),
  it: setOf(`zero due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta
    cinquanta cento mille mila milione milioni miliardo miliardi dozzina mezzo meta parecchi molti molte`),
  nl: setOf(`nul twee drie vier vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig veertig vijftig
    honderd honderden duizend duizenden miljoen miljard dozijn half helft meerdere vele`),
};

/** Words that say a time, folded. */
const TIME_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: setOf(
    "januar februar marz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts jahrzehnt",
  ),
  en: setOf(
    "january february march april may june july august september october november december century centuries decade",
  ),
  es: setOf(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre siglo siglos decada",
  ),
  fr: setOf(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre siecle siecles decennie",
  ),
  it: setOf(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre secolo secoli decennio",
  ),
  nl: setOf(
    "januari februari maart april mei juni juli augustus september oktober november december eeuw eeuwen decennium",
  ),
};

/** `dreißig`, `zweihundert`, folded. */
const COMPOUND_NUMBER = /^(?:zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)/u;

/** What an encyclopedia puts after a sentence. */
const REFERENCE = /\[\d{1,3}\]/gu;

/** 1995, 1980er, 1980s: it says when, and hardly ever how many. */
const YEAR = /^(?:1[89]|20)\d\d(?:er|s)?$/u;

function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** What kind of number a question asks for: a measure is only given by a number, a quantity also by "many". */
export function expectedNumber(question: string): "none" | "quantity" | "measure" {
  const folded = fold(question);
  if (MEASURE.test(folded)) {
    return "measure";
  }
  return COUNT.test(folded) || TIME.test(folded) ? "quantity" : "none";
}

/**
 * Whether a text says a number that the question doesn't hold itself; the 41 in `M41` isn't one, nor is a
 * reference such as [1], and neither a year nor a month is one where it is asked how many.
 */
export function saysNumber(
  { text, language }: { readonly text: string; readonly language: string },
  question: string,
): boolean {
  const asked = new Set(words(question).map((word) => fold(word.text)));
  const isCount = COUNT.test(fold(question));
  return words(text.replace(REFERENCE, " ")).some((word) => {
    const folded = fold(word.text);
    if (asked.has(folded) || (isCount && YEAR.test(folded))) {
      return false;
    }
    return (
      /^\p{N}/u.test(folded) ||
      NUMBER_WORDS[language]?.has(folded) === true ||
      (!isCount && TIME_WORDS[language]?.has(folded) === true) ||
      (language === "de" && COMPOUND_NUMBER.test(folded))
    );
  });
}
