import { fold } from "../../text/words.js";

/** From two on: "one" is an article or a pronoun in most languages. Up to twenty, then the tens; folded. */
const SMALL: Readonly<Record<string, string>> = {
  de: `zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn
    neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig`,
  en: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety`,
  es: `dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho
    diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa`,
  fr: `deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
    vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix`,
  it: `due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette
    diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta`,
  nl: `twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien
    negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig`,
};

/** Words that multiply the number before them, folded; alone they are too vague to be compared. */
const SCALES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  de: scales("tausend", "million millionen mio", "milliarde milliarden mrd", "billion billionen"),
  en: scales("thousand", "million millions", "billion billions bn", "trillion trillions"),
  es: scales("mil", "millon millones", "", "billon billones"),
  fr: scales("mille", "million millions", "milliard milliards", "billion billions"),
  it: scales("mila", "milione milioni", "miliardo miliardi", "bilione bilioni"),
  nl: scales("duizend", "miljoen", "miljard", "biljoen"),
};

function scales(...words: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    words.flatMap((list, i) =>
      list
        .split(" ")
        .filter((word) => word !== "")
        .map((word) => [word, 1000 ** (i + 1)]),
    ),
  );
}

const VALUES = new Map(
  Object.entries(SMALL).map(([language, list]) => [
    language,
    new Map(list.split(/\s+/).map((word, i) => [word, valueAt(i)])),
  ]),
);

/** Nineteen words from 2 to 20, then the tens from 30. */
function valueAt(index: number): number {
  return index < 19 ? index + 2 : (index - 16) * 10;
}

/** What a number word says: `zwölf` 12, `einundzwanzig` 21, `zweihundert` 200; undefined for any other word. */
export function numberWord(word: string, language: string): number | undefined {
  const values = VALUES.get(language);
  if (values === undefined) {
    return undefined;
  }
  const folded = fold(word);
  return (
    values.get(folded) ?? (language === "de" || language === "nl" ? compound(folded, values) : undefined)
  );
}

/** What a word multiplies the number before it by; undefined if it doesn't. */
export function scaleWord(word: string, language: string): number | undefined {
  return SCALES[language]?.[fold(word)];
}

/** What a word adds to the tens before it: `one` in "twenty-one", where it is a number and no article. */
export function unitAfterTens(word: string, language: string): number | undefined {
  const folded = fold(word);
  const value = ONE.test(folded) ? 1 : VALUES.get(language)?.get(folded);
  return value !== undefined && value < 10 ? value : undefined;
}

const ONE = /^(?:one|eins|uno?|een)$/u;

/** `einundzwanzig`, `eenentwintig`, `zweihundert`, `dreitausend`. */
function compound(folded: string, values: ReadonlyMap<string, number>): number | undefined {
  const valueFor = (word: string) => (/^(?:ein|een)$/u.test(word) ? 1 : values.get(word));
  for (const [tens, value] of values) {
    if (value < 20 || !folded.endsWith(tens)) {
      continue;
    }
    const unit = valueFor(folded.slice(0, -tens.length).replace(/(?:und|en)$/u, ""));
    if (unit !== undefined && unit < 10) {
      return value + unit;
    }
  }
  const [, count = "", scale = ""] = /^(.+)(hundert|honderd|tausend|duizend)$/u.exec(folded) ?? [];
  const counted = valueFor(count);
  if (counted === undefined) {
    return undefined;
  }
  return counted * (scale.startsWith("h") ? 100 : 1000);
}
