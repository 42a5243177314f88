import type { VerificationReason } from "../../core/answer.js";
import type { TextInLanguage } from "../../core/language.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { isVerbatim } from "../quotation.js";
import { agree, datesIn } from "./dates.js";
import { strangeName } from "./names.js";
import { contradicts } from "./negation.js";
import { numbersIn } from "./numbers.js";
import { supportedShare } from "./supporting-span.js";

/** The least share of a claim's content words that a quote has to match. */
const SUPPORTED = 0.6;

/** What a claim is said to rest on. */
export interface Support {
  readonly quote: TextInLanguage;
  /** What stands around the quote and says what it is about: title, headings, the passage. */
  readonly around: string;
  /** Title and headings alone, which may give a year or a number that the quote is about. */
  readonly above: string;
}

/** Whether a claim is supported, and why or why not. */
export interface Verdict {
  readonly verified: boolean;
  readonly reason: VerificationReason;
}

/**
 * Whether the quotes of a claim say what it says: word by word, or with every number, date and name of the claim,
 * nothing denied that it says, and most of its content words in some form.
 *
 * @param supports of all footnotes of the claim, which it may join
 */
export function verifyClaim(
  claim: TextInLanguage,
  supports: readonly Support[],
  matcher: WordMatcher,
): Verdict {
  if (supports.some(({ quote }) => isVerbatim(claim.text, quote.text))) {
    return { verified: true, reason: "verbatim" };
  }
  const problem = disagreement(claim, supports, matcher);
  return problem === undefined
    ? { verified: true, reason: "supported" }
    : { verified: false, reason: problem };
}

/**
 * One verdict for each footnote of a claim. A quote is verified if it supports the claim by itself, or if the quotes
 * do together and wouldn't without it; one that adds nothing isn't, however right the claim is.
 */
export function verifyJointly(
  claim: TextInLanguage,
  supports: readonly Support[],
  matcher: WordMatcher,
): readonly Verdict[] {
  const alone = supports.map((support) => verifyClaim(claim, [support], matcher));
  if (supports.length === 1 || alone.some(({ verified }) => verified)) {
    return alone;
  }
  const together = verifyClaim(claim, supports, matcher);
  if (!together.verified) {
    return alone;
  }
  return alone.map((verdict, i) => {
    const others = supports.filter((_, other) => other !== i);
    return verifyClaim(claim, others, matcher).verified ? verdict : together;
  });
}

/** The first thing in which a claim and its quotes differ; what weighs most is looked at first. */
function disagreement(
  claim: TextInLanguage,
  supports: readonly Support[],
  matcher: WordMatcher,
): Exclude<VerificationReason, "verbatim" | "supported" | "changed"> | undefined {
  const read = (textOf: (support: Support) => string) => byLanguage(supports, textOf);
  const quoted = read(({ quote, above }) => `${above}\n${quote.text}`);
  if (!numbersAgree(claim, quoted)) {
    return "number";
  }
  if (!datesAgree(claim, quoted)) {
    return "date";
  }
  const around = read(({ quote, around }) => `${around}\n${quote.text}`);
  if (around.every((source) => strangeName(claim, source, matcher) !== undefined)) {
    return "name";
  }
  if (supports.every(({ quote }) => contradicts(claim, quote, matcher))) {
    return "negation";
  }
  const share = Math.max(...quoted.map((source) => supportedShare(claim, source, matcher)));
  return share >= SUPPORTED ? undefined : "unsupported";
}

/** The texts of one language as one: a claim may join several quotes. */
function byLanguage(supports: readonly Support[], textOf: (support: Support) => string): TextInLanguage[] {
  const texts = new Map<string, string[]>();
  for (const support of supports) {
    const { language } = support.quote;
    texts.set(language, [...(texts.get(language) ?? []), textOf(support)]);
  }
  return Array.from(texts, ([language, parts]) => ({ language, text: parts.join("\n") }));
}

function numbersAgree(claim: TextInLanguage, quoted: readonly TextInLanguage[]): boolean {
  const said = new Set(quoted.flatMap((quote) => [...numbersIn(quote)]));
  return [...numbersIn(claim)].every((number) => said.has(number));
}

function datesAgree(claim: TextInLanguage, quoted: readonly TextInLanguage[]): boolean {
  const said = quoted.flatMap(datesIn);
  return datesIn(claim).every((date) => said.some((other) => agree(date, other)));
}
