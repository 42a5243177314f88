import { patternByLanguage } from "../../languages/find-language.js";
import { TextMemory } from "../../text/text-memory.js";
import { countWords, fold } from "../../text/words.js";
import { sentenceFromQuote } from "../quotation.js";

/** What a sentence of a document is by its form, whatever is asked; every number is 1 or 0. */
export interface SentenceForm {
  /** As it stands in an answer. */
  readonly said: string;
  readonly short: number;
  /** Whether it only says where else to look, asks, leads into what follows, or is metadata of the document. */
  readonly referral: number;
  readonly question: number;
  readonly leadIn: number;
  readonly metadata: number;
}

/** Sentences of fewer words are headings and fragments. */
const SHORT = 6;

const REFERRAL = patternByLanguage(({ referrals }) => referrals);

/** By language. With their forms, sentences of so many UTF-16 code units take about 2 MB. */
const KNOWN = new TextMemory<Map<string, SentenceForm>>(300_000);

/** The form of a sentence, which is remembered. @param language ISO 639-1 or `und` */
export function sentenceForm(text: string, language: string): SentenceForm {
  const byLanguage = KNOWN.of(text, () => new Map());
  const form = byLanguage.get(language) ?? readForm(text, language);
  byLanguage.set(language, form);
  return form;
}

function readForm(text: string, language: string): SentenceForm {
  const said = sentenceFromQuote(text);
  const opening = fold(said.slice(0, 60)).replace(/^[^\p{L}]+/u, "");
  return {
    said,
    short: Number(countWords(text) < SHORT),
    referral: Number(REFERRAL(language).exec(opening)?.index === 0),
    question: Number(/[?？]["”“»)]*$/u.test(said)),
    leadIn: Number(/[:：]$/u.test(said)),
    metadata: Number(/^[{[]|"\w+"\s*:\s*["[{]|^(?:\{%|\{\{)/u.test(said)),
  };
}
