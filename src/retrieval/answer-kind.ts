import { LANGUAGES } from "../languages/find-language.js";
import type { AnswerKind } from "../languages/language.js";
import { anyOf } from "../languages/word-lists.js";
import { fold, words } from "../text/words.js";

/** All kinds of answers, in the order in which tables show them. */
export const ANSWER_KINDS: readonly AnswerKind[] = [
  "money",
  "percentage",
  "date",
  "duration",
  "frequency",
  "count",
  "measure",
  "person",
  "place",
  "definition",
  "steps",
  "list",
  "yesNo",
  "reason",
  "contact",
  "comparison",
];

/** How many words of a question are looked at: what it asks for stands at one of its ends, or it isn't one. */
const MAX_WORDS = 60;

/** The patterns of a language by kind. */
type Asking = Readonly<Record<AnswerKind, RegExp>>;

const ASKING: ReadonlyMap<string, Asking> = new Map(
  LANGUAGES.flatMap(({ code, answers }) =>
    answers === undefined
      ? []
      : [
          [
            code,
            Object.fromEntries(ANSWER_KINDS.map((kind) => [kind, anyOf(answers.asked[kind])])) as Asking,
          ] as const,
        ],
  ),
);

/**
 * What kinds of answers a question asks for; often several, and none for a bare name.
 *
 * @param language ISO 639-1 code of the question's language; another one is read with the words of German and English,
 *   in which questions are expected everywhere
 */
export function askedKinds(question: string, language: string): ReadonlySet<AnswerKind> {
  const said = words(question)
    .slice(0, MAX_WORDS)
    .map(({ text }) => fold(text))
    .join(" ");
  const patterns = patternsFor(language);
  return new Set(
    withoutVaguer(ANSWER_KINDS.filter((kind) => patterns.some((asking) => asking[kind].test(said)))),
  );
}

function patternsFor(language: string): readonly Asking[] {
  const known = ASKING.get(language);
  if (known !== undefined) {
    return [known];
  }
  return LANGUAGES.filter(({ isExpectedEverywhere }) => isExpectedEverywhere).flatMap(
    ({ code }) => ASKING.get(code) ?? [],
  );
}

/** Kinds that a number alone doesn't answer: "how much is" asks for no count where it asks for money. */
const PRECISE: readonly AnswerKind[] = ["money", "percentage", "duration", "frequency"];

/** Leaves out the kinds that others tell more precisely: "what is the difference between" asks for no definition. */
function withoutVaguer(kinds: readonly AnswerKind[]): readonly AnswerKind[] {
  const isPrecise = PRECISE.some((kind) => kinds.includes(kind));
  return kinds.filter(
    (kind) =>
      !(isPrecise && (kind === "count" || kind === "measure")) &&
      !(kind === "definition" && kinds.includes("comparison")),
  );
}
