import { fold, words } from "../text/words.js";

/** Folded. `wie viele`, `how many`, `wann`, `when`, and the measures below. */
const QUANTITY =
  /\b(?:wie ?viele?|wie oft|wann|in welchem jahr|welches jahr|how (?:many|much|often)|when|(?:in )?(?:what|which) year)\b/u;
const MEASURE =
  /\b(?:wie (?:lang|lange|hoch|gross|weit|alt|schwer|schnell|tief|breit|teuer)|how (?:long|large|big|high|tall|far|old|heavy|fast|deep|wide|small))\b/u;

/** Words that say a number, a time or a quantity, folded. */
const NUMBER_WORDS = new Set(
  `null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dutzend dutzende hundert
  hunderte tausend tausende million millionen milliarde milliarden halb halfte einmal zweimal dreimal mehrere viele
  januar februar marz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts
  jahrzehnt zero no none one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty
  fifty dozen hundred hundreds thousand thousands million millions billion half once twice single several few many
  january february march may june july october december century centuries decade`.split(/\s+/),
);

const COMPOUND_NUMBER = /^(?:zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)/u;

/** What kind of number a question asks for: a measure is only given by a number, a quantity also by "many". */
export function expectedNumber(question: string): "none" | "quantity" | "measure" {
  const folded = fold(question);
  if (MEASURE.test(folded)) return "measure";
  return QUANTITY.test(folded) ? "quantity" : "none";
}

/** Whether a text says a number that the question doesn't hold itself; the 41 in `M41` isn't one. */
export function saysNumber(text: string, question: string): boolean {
  const asked = new Set(words(question).map((word) => fold(word.text)));
  return words(text).some((word) => {
    const folded = fold(word.text);
    if (asked.has(folded)) return false;
    return /^\p{N}/u.test(folded) || NUMBER_WORDS.has(folded) || COMPOUND_NUMBER.test(folded);
  });
}
