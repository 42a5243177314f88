import type { TokenUsage } from "../../core/answer.js";
import type { RankedPassage } from "../../core/passage.js";
import { parseMarkers } from "../markers.js";
import type { PromptSource } from "../prompts/prompt-source.js";
import type { ChatPrompt } from "../prompts/template.js";
import type { WriteRequest, Writer, WriterEvent, WriterSource } from "../writer.js";
import { type ChatModel, textsOf } from "./chat-model.js";
import { defuseTags, fencePassage, makeNonce } from "./fence.js";
import { withoutNoAnswer, withoutThinking } from "./model-text.js";
import { type ShownSection, showSections } from "./shown-sections.js";
import { estimateTokens } from "./tokens.js";

/** The part of the context, in tokens, that is reserved for the answer. */
const ANSWER_TOKENS = 1024;

/** The parts of a chat model's writer. */
export interface ChatModelWriterOptions {
  readonly model: ChatModel;
  readonly prompts: PromptSource;
  /** Tokens that prompt and answer take together at most. */
  readonly contextTokens: number;
}

/** The writer that asks a chat model, and turns the markers in its answer into citations. */
export function createChatModelWriter(options: ChatModelWriterOptions): Writer {
  return {
    model: options.model.id,
    write: (request) => write(options, request),
  };
}

async function* write(
  { model, prompts, contextTokens }: ChatModelWriterOptions,
  { question: { text: question, language }, context, documents, signal }: WriteRequest,
): AsyncGenerator<WriterEvent, void> {
  const { answer } = await prompts.current();
  yield { type: "prompt", version: answer.version };
  const nonce = makeNonce();
  const render = (passages: string): ChatPrompt =>
    answer.render({ passages, question: defuseTags(question), language, key: nonce });
  const empty = render("");
  const taken = estimateTokens(empty.system) + estimateTokens(empty.user) + ANSWER_TOKENS;
  const fence = (source: RankedPassage, index: number) => fencePassage(source, index, { nonce, language });
  const budget = contextTokens - taken;
  const shown = await showSections(context, { documents, budget, render: fence });
  const usages: TokenUsage[] = [];
  const parts = model.stream(render(shown.map(({ source }, i) => fence(source, i)).join("\n\n")), signal);
  const written = textsOf(parts, (usage) => usages.push(usage));
  for await (const event of parseMarkers(withoutNoAnswer(withoutThinking(written)), shown.length)) {
    yield event.type === "cite"
      ? { ...event, sources: event.sources.flatMap((source) => toContext(source, shown)) }
      : event;
  }
  for (const usage of usages) {
    yield { type: "usage", usage };
  }
}

/** What a marker points to: a piece that was shown, by the passage that it grew from. */
function toContext({ context: index }: WriterSource, shown: readonly ShownSection[]): WriterSource[] {
  const section = shown[index];
  return section === undefined ? [] : [{ context: section.context, shown: section.source }];
}
