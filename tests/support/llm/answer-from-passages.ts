import type { Prompt } from "./llm-server.js";

/** A passage in a prompt, as a model sees it. */
export interface PromptPassage {
  readonly number: number;
  /** Title, headings and page in one line. */
  readonly place: string;
  readonly text: string;
}

/** The passages of a prompt that asks for an answer. */
export function passagesOf({ user }: Pick<Prompt, "user">): PromptPassage[] {
  const passages = user.matchAll(
    /<passage-(\w+) number="(\d+)">\n([^\n]*)\n([\s\S]*?)\n<\/passage-\1>(?=\n|$)/g,
  );
  return Array.from(passages, ([, , number, place = "", text = ""]) => ({
    number: Number(number),
    place,
    text,
  }));
}

/**
 * What a model without understanding answers: the line or sentence of the passages that shares most words with the
 * question, with its number; NO_ANSWER where none shares two. A request to rewrite a question gets nothing, so that
 * rules do it.
 */
export function answerFromPassages(prompt: Prompt): string {
  const question = /\nQuestion: ([\s\S]*)$/.exec(prompt.user)?.[1];
  if (question === undefined) {
    return "";
  }
  const asked = wordsOf(question);
  let best = { shared: 1, answer: "NO_ANSWER" };
  for (const { number, place, text } of passagesOf(prompt)) {
    const above = wordsOf(place);
    for (const sentence of text.split(/(?<=[.!?])\s+|\n+/)) {
      const said = wordsOf(sentence);
      const shared = [...asked].reduce(
        (sum, word) => sum + (said.has(word) ? 1 : above.has(word) ? 0.4 : 0),
        0,
      );
      if (shared > best.shared && said.size > 2) {
        best = { shared, answer: `${sentence.trim()} [${number}]` };
      }
    }
  }
  return best.answer;
}

/** The beginnings of a text's longer words, in lower case. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.toLowerCase().matchAll(/\p{L}{4,}|\d+/gu), ([word]) => word.slice(0, 6)));
}
