import type { TokenUsage } from "../../core/answer.js";
import type { RankedPassage } from "../../core/passage.js";
import type { WriteRequest, Writer, WriterEvent } from "../../core/ports/writer.js";
import { parseMarkers } from "../markers.js";
import type { PromptSource } from "../prompts/prompt-source.js";
import type { ChatPrompt } from "../prompts/template.js";
import { type ChatModel, textsOf } from "./chat-model.js";
import { fenceKey, fencePassage, inert } from "./fence.js";
import { estimateTokens, fitContext } from "./fit-context.js";
import { withoutNoAnswer, withoutThinking } from "./model-text.js";

/** Kept free for what the model writes. */
const ANSWER_TOKENS = 1024;

/** What a chat model's writer is made of. */
export interface ChatModelWriterOptions {
  readonly model: ChatModel;
  readonly prompts: PromptSource;
  /** Tokens that prompt and answer take together at most. */
  readonly contextTokens: number;
}

/** The writer that asks a chat model, and finds the markers in what it writes. */
export function createChatModelWriter(options: ChatModelWriterOptions): Writer {
  return {
    model: options.model.id,
    write: (request) => write(options, request),
  };
}

async function* write(
  { model, prompts, contextTokens }: ChatModelWriterOptions,
  { question, language, context, signal }: WriteRequest,
): AsyncGenerator<WriterEvent, void> {
  const { answer } = await prompts.current();
  yield { type: "prompt", version: answer.version };
  const key = fenceKey();
  const render = (passages: string): ChatPrompt =>
    answer.render({ passages, question: inert(question), language, key });
  const empty = render("");
  const taken = estimateTokens(empty.system) + estimateTokens(empty.user) + ANSWER_TOKENS;
  const fence = (source: RankedPassage, index: number) => fencePassage(source, index, key);
  const shown = fitContext(context, contextTokens - taken, fence);
  const usages: TokenUsage[] = [];
  const parts = model.stream(render(shown.map(fence).join("\n\n")), signal);
  const text = textsOf(parts, (usage) => usages.push(usage));
  yield* parseMarkers(withoutNoAnswer(withoutThinking(text)), shown.length);
  for (const usage of usages) {
    yield { type: "usage", usage };
  }
}
