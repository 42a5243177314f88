import { alternativesOfAll, LANGUAGES } from "../../languages/find-language.js";
import { fold, unaccented } from "../../text/words.js";

/** Whole messages, folded and without punctuation, with what is answered. */
const PATTERNS = LANGUAGES.flatMap(({ code, conversation }) =>
  Object.values(conversation?.smallTalk ?? {}).map(({ said, reply }) => ({
    pattern: new RegExp(`^(?:${said})$`, "u"),
    answer: { reply, language: code },
  })),
);

/** A greeting in front of a question is no part of it. */
const GREETING_BEFORE = new RegExp(
  `^\\s*(?:${alternativesOfAll(({ conversation }) => conversation?.greetings)})\\s*[,!.–-]+\\s+(?=\\S)`,
  "iu",
);

/** A short answer to what isn't a question to the documents. */
export interface SmallTalk {
  readonly reply: string;
  /** ISO 639-1 code of the language it was said in. */
  readonly language: string;
}

/** The answer to a greeting, to thanks, or to a question about the assistant; undefined for anything else. */
export function smallTalk(message: string): SmallTalk | undefined {
  const said = fold(message)
    .replace(/['’]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return PATTERNS.find(({ pattern }) => pattern.test(said))?.answer;
}

/** A question without a greeting in front of it. */
export function withoutGreeting(question: string): string {
  const rest = question.slice(GREETING_BEFORE.exec(unaccented(question))?.[0].length ?? 0).trim();
  return rest === question.trim() ? rest : rest.charAt(0).toUpperCase() + rest.slice(1);
}
