import { describe, expect, it } from "vitest";
import { withoutNoAnswer, withoutThinking } from "../../../../src/answering/llm/model-text.js";

async function* stream(chunks: readonly string[]) {
  yield* chunks;
}

async function join(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
  }
  return text;
}

/** A text whole, and letter by letter. */
const cuts = (text: string) => [[text], [...text]];

describe("withoutNoAnswer", () => {
  it.each([
    ["NO_ANSWER", ""],
    [" NO_ANSWER.\n", ""],
    ["**NO_ANSWER** The passages don't say.", ""],
    ["No, never.", "No, never."],
    ["NO", "NO"],
    ["The word is NO_ANSWER.", "The word is NO_ANSWER."],
    ["", ""],
  ])("%j → %j", async (text, expected) => {
    for (const chunks of cuts(text)) {
      expect(await join(withoutNoAnswer(stream(chunks)))).toBe(expected);
    }
  });
});

describe("withoutThinking", () => {
  it.each([
    ["<think>Hm, 94?\n</think>\n\nMindestens 94.", "Mindestens 94."],
    ["\n<think></think>Ja.", "Ja."],
    ["<think>without an end", ""],
    ["<thinker> is a name", "<thinker> is a name"],
    ["Ja. <think>later</think>", "Ja. <think>later</think>"],
    ["<th", "<th"],
    ["", ""],
  ])("%j → %j", async (text, expected) => {
    for (const chunks of cuts(text)) {
      expect(await join(withoutThinking(stream(chunks)))).toBe(expected);
    }
  });
});
