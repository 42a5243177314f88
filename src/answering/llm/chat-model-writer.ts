import type { TokenUsage } from "../../core/answer.js";
import type { RankedPassage } from "../../core/passage.js";
import { parseMarkers } from "../markers.js";
import type { PromptSource } from "../prompts/prompt-source.js";
import type { ChatPrompt } from "../prompts/template.js";
import type { WriteRequest, Writer, WriterEvent } from "../writer.js";
import { type ChatModel, textsOf } from "./chat-model.js";
import { defuseTags, fencePassage, makeNonce } from "./fence.js";
import { withoutNoAnswer, withoutThinking } from "./model-text.js";

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
  { question: { text: question, language }, context, signal }: WriteRequest,
): AsyncGenerator<WriterEvent, void> {
  const { answer } = await prompts.current();
  yield { type: "prompt", version: answer.version };
  const nonce = makeNonce();
  const render = (passages: string): ChatPrompt =>
    answer.render({ passages, question: defuseTags(question), language, key: nonce });
  const empty = render("");
  const taken = estimateTokens(empty.system) + estimateTokens(empty.user) + ANSWER_TOKENS;
  const fence = (source: RankedPassage, index: number) => fencePassage(source, index, { nonce, language });
  const shown = fitContext(context, contextTokens - taken, fence);
  const usages: TokenUsage[] = [];
  const parts = model.stream(render(shown.map(fence).join("\n\n")), signal);
  const written = textsOf(parts, (usage) => usages.push(usage));
  yield* parseMarkers(withoutNoAnswer(withoutThinking(written)), shown.length);
  for (const usage of usages) {
    yield { type: "usage", usage };
  }
}

/**
 * A lower bound of the bytes of a token: tokenizers differ, but a token is some four bytes of English, three of
 * German or Chinese.
 */
const BYTES_PER_TOKEN = 3;

/** An upper estimate of a text's tokens. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/**
 * The best passages that fit into a budget, in their order. Passages stay whole, except that the first one is cut
 * after a sentence if it doesn't fit by itself.
 *
 * @param budget in tokens
 * @param render gives a passage as the model will see it
 */
export function fitContext(
  context: readonly RankedPassage[],
  budget: number,
  render: (source: RankedPassage, index: number) => string,
): readonly RankedPassage[] {
  let left = budget;
  const fitting: RankedPassage[] = [];
  for (const [i, source] of context.entries()) {
    left -= estimateTokens(render(source, i));
    if (left < 0) {
      break;
    }
    fitting.push(source);
  }
  const [first] = context;
  if (fitting.length > 0 || first === undefined) {
    return fitting;
  }
  const cut = firstSentences(first, (source) => estimateTokens(render(source, 0)) <= budget);
  return cut === undefined ? [] : [cut];
}

/** As many sentences from a passage's start as fit; undefined if not even one does. */
function firstSentences(
  source: RankedPassage,
  fits: (source: RankedPassage) => boolean,
): RankedPassage | undefined {
  for (let count = source.sentences.length - 1; count > 0; count--) {
    const sentences = source.sentences.slice(0, count);
    const end = sentences.at(-1)?.end ?? source.passage.start;
    const text = source.passage.text.slice(0, end - source.passage.start);
    const cut = { ...source, sentences, passage: { ...source.passage, text, end } };
    if (fits(cut)) {
      return cut;
    }
  }
  return undefined;
}
