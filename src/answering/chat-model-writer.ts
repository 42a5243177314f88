import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { initChatModel } from "langchain/chat_models/universal";
import { throwIfAborted } from "../core/abort.js";
import { FootnoteError } from "../core/errors.js";
import type { ContextPassage, WriteRequest, Writer } from "../core/ports/writer.js";
import { parseMarkers } from "./markers.js";
import { placeWords } from "./place-words.js";
import type { Prompts } from "./prompts.js";

/** What the prompt tells a model to say when the passages don't hold the answer. */
const NO_ANSWER = "NO_ANSWER";

/** A failed call is tried once more by LangChain's provider. */
const RETRIES = 1;

/**
 * A writer over one of LangChain's chat models.
 *
 * @param llm `provider:model`
 * @throws FootnoteError `invalid_configuration` if the provider is unknown or its package isn't installed
 */
export async function createChatModelWriter(llm: string, prompts: Prompts): Promise<Writer> {
  const model = await open(llm);
  return {
    model: llm,
    async *write(request) {
      yield* parseMarkers(withoutNoAnswer(streamText(model, llm, prompts, request)));
    },
  };
}

type ChatModel = Awaited<ReturnType<typeof initChatModel>>;

async function open(llm: string): Promise<ChatModel> {
  try {
    return await initChatModel(llm, { maxRetries: RETRIES });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new FootnoteError("invalid_configuration", `LLM=${llm} can't be used: ${reason}`, { cause });
  }
}

async function* streamText(
  model: ChatModel,
  llm: string,
  prompts: Prompts,
  { question, language, context, signal }: WriteRequest,
): AsyncGenerator<string, void> {
  const prompt: BaseLanguageModelInput = prompts.answer.render({
    question,
    language,
    passages: context.map(fence).join("\n"),
  });
  try {
    for await (const chunk of await model.stream(prompt, signal === undefined ? {} : { signal }))
      yield chunk.text;
  } catch (cause) {
    throwIfAborted(signal);
    throw new FootnoteError(
      "llm_failed",
      `The model ${llm} failed${status(cause)}; check its name, key and address`,
      {
        cause,
      },
    );
  }
}

/** The HTTP status that a provider's error carries, if it has one. */
function status(cause: unknown): string {
  const code = typeof cause === "object" && cause !== null && "status" in cause ? cause.status : undefined;
  return typeof code === "number" ? ` with status ${code}` : "";
}

/** A passage between tags that its own text can't close. */
function fence({ passage }: ContextPassage, index: number): string {
  const place = [passage.title, ...passage.heading, ...placeWords(passage)].join(" › ");
  return `<passage number="${index + 1}">\n${inert(place)}\n${inert(passage.text)}\n</passage>`;
}

function inert(text: string): string {
  return text.replace(/<(?=\/?passages?\b)/giu, "‹");
}

/** Passes the text on, or nothing if all of it is the word for "no answer". */
async function* withoutNoAnswer(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  let start = "";
  let decided = false;
  for await (const chunk of chunks) {
    if (decided) {
      yield chunk;
      continue;
    }
    start += chunk;
    if (NO_ANSWER.startsWith(start.trim().slice(0, NO_ANSWER.length))) continue;
    decided = true;
    yield start;
  }
  if (!decided && !start.includes(NO_ANSWER)) yield start;
}
