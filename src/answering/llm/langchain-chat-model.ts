import {
  type AIMessageChunk,
  HumanMessage,
  SystemMessage,
  type UsageMetadata,
} from "@langchain/core/messages";
import { linkedController, throwIfAborted } from "../../core/abort.js";
import type { TokenUsage } from "../../core/answer.js";
import { FootnoteError } from "../../core/errors.js";
import { RequestFailure } from "../../providers/request-failure.js";
import { type Clock, SYSTEM_CLOCK, withRetries, withTimeLimit } from "../../providers/requests.js";
import type { ChatPrompt } from "../prompts/template.js";
import { callError, callFailure } from "./call-errors.js";
import type { ChatModel, ChatPart } from "./chat-model.js";
import type { ChatCall, ChatProvider } from "./provider.js";

/** How a model is called. */
export interface CallOptions {
  /** The longest that a model may be silent, before its first word and between two, in milliseconds. */
  readonly silenceMs: number;
  readonly clock?: Clock;
}

/** A person waits: with the pauses between attempts, a second or two at most. */
const RETRIES = 2;
const LONGEST_RETRY_AFTER_MS = 5_000;

/** The longest answer; a model that repeats itself doesn't stop by itself. */
const MOST_CHARACTERS = 20_000;

/** @param llm `provider:model` */
export function createLangChainChatModel(llm: string, model: ChatProvider, options: CallOptions): ChatModel {
  return { id: llm, stream: (prompt, signal) => stream(llm, model, options, prompt, signal) };
}

async function* stream(
  llm: string,
  model: ChatProvider,
  { silenceMs, clock = SYSTEM_CLOCK }: CallOptions,
  prompt: ChatPrompt,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChatPart, void> {
  const call = linkedController(signal);
  let opened: AnswerStream | undefined;
  try {
    throwIfAborted(signal);
    const start = () => asFailure(() => startStream(model, prompt, call.signal, silenceMs));
    const retrying = {
      retries: RETRIES,
      clock,
      random: Math.random,
      signal: call.signal,
      longestRetryAfterMs: LONGEST_RETRY_AFTER_MS,
    };
    const { first, chunks, sawEnd } = await withRetries(async () => (opened = await start()), retrying);
    const summary = new StreamSummary();
    for (let next = first; next.done !== true; ) {
      summary.add(next.value);
      if (next.value.text !== "") {
        yield { type: "text", text: next.value.text };
      }
      next = await asFailure(() => nextChunk(chunks, call.signal, silenceMs));
    }
    throwIfAborted(signal);
    if (!summary.isWhole && !sawEnd()) {
      throw new RequestFailure({ kind: "malformed", what: "breaks off" });
    }
    if (summary.usage !== undefined) {
      yield { type: "usage", usage: summary.usage };
    }
  } catch (error) {
    throwIfAborted(signal);
    throw error instanceof RequestFailure ? callError(llm, error, model.variables, silenceMs) : error;
  } finally {
    // Ends the call at the provider, too, where the reader stopped early.
    call.abort();
    call.release();
    void opened?.chunks.return?.(undefined)?.catch(() => undefined);
  }
}

async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw FootnoteError.is(error) ? error : callFailure(error);
  }
}

/** An answer that has begun. */
interface AnswerStream {
  readonly first: IteratorResult<AIMessageChunk>;
  readonly chunks: AsyncIterator<AIMessageChunk>;
  readonly sawEnd: ChatCall["sawEnd"];
}

async function startStream(
  model: ChatProvider,
  { system, user }: ChatPrompt,
  signal: AbortSignal,
  silenceMs: number,
): Promise<AnswerStream> {
  const { chat, sawEnd } = model.open(signal);
  const messages = [new SystemMessage(system), new HumanMessage(user)];
  const open = () => chat.stream(messages, { signal });
  const chunks = (await withTimeLimit(open, signal, silenceMs))[Symbol.asyncIterator]();
  return { first: await nextChunk(chunks, signal, silenceMs), chunks, sawEnd };
}

function nextChunk(
  chunks: AsyncIterator<AIMessageChunk>,
  signal: AbortSignal,
  silenceMs: number,
): Promise<IteratorResult<AIMessageChunk>> {
  return withTimeLimit(() => chunks.next(), signal, silenceMs);
}

/** The part of a chunk that is used; LangChain's own type lacks the usage. */
type WrittenChunk = Pick<AIMessageChunk, "text" | "response_metadata" | "additional_kwargs"> & {
  readonly usage_metadata?: UsageMetadata | undefined;
};

/** What the chunks read so far say about the answer as a whole. */
class StreamSummary {
  isWhole = false;
  usage: TokenUsage | undefined;
  #characters = 0;

  /** @throws RequestFailure if the answer is far too long */
  add(chunk: WrittenChunk): void {
    this.#characters += chunk.text.length;
    if (this.#characters > MOST_CHARACTERS) {
      throw new RequestFailure({ kind: "malformed", what: "is far too long" });
    }
    this.isWhole ||= endReason(chunk) !== undefined;
    const { usage_metadata: usage } = chunk;
    if (usage === undefined) {
      return;
    }
    // Anthropic reports the tokens of the prompt at the start and those of the answer at the end.
    this.usage = {
      inputTokens: Math.max(this.usage?.inputTokens ?? 0, usage.input_tokens),
      outputTokens: Math.max(this.usage?.outputTokens ?? 0, usage.output_tokens),
    };
  }
}

/** The reason why the model stopped, as OpenAI, Google, Ollama and Anthropic report it; undefined while it writes. */
function endReason({ response_metadata: metadata, additional_kwargs: more }: WrittenChunk): unknown {
  return (
    metadata["finish_reason"] ??
    metadata["finishReason"] ??
    metadata["done_reason"] ??
    // OpenAI's newer interface, which some of its models need.
    (metadata["status"] === "completed" ? metadata["status"] : undefined) ??
    more["stop_reason"] ??
    undefined
  );
}
