import path from "node:path";
import { createExtractiveWriter } from "../../src/answering/extractive/extractive-writer.js";
import { createChatModelWriter } from "../../src/answering/llm/chat-model-writer.js";
import { openPrompts } from "../../src/answering/prompts/prompt-source.js";
import type { ChatPrompt } from "../../src/answering/prompts/template.js";
import { scriptedChatModel } from "../support/llm/scripted-chat-model.js";
import { describeWriter } from "./writer.js";

const PROMPTS_DIR = path.resolve(import.meta.dirname, "../../prompts");

describeWriter("extractive", { declines: false }, async () => createExtractiveWriter());

describeWriter("chat model's", { declines: true }, async () =>
  createChatModelWriter({
    model: scriptedChatModel(quoteHeights),
    prompts: await openPrompts(PROMPTS_DIR, { reload: false, onNotice: () => undefined }),
    contextTokens: 4096,
  }),
);

/** Quotes every passage of the prompt that names a height, with its number and one that isn't there. */
function quoteHeights({ user }: ChatPrompt): string {
  const passages = user.matchAll(/<passage-\w+ number="(\d+)">\n[^\n]*\n([\s\S]*?)\n<\/passage-\w+>/g);
  const quotes = Array.from(passages, ([, number, text = ""]) =>
    /\d+ Meter hoch/.test(text) ? [`${text.slice(0, -1)} [${number}, 99].`] : [],
  ).flat();
  return quotes.length === 0 ? "NO_ANSWER" : quotes.join(" ");
}
