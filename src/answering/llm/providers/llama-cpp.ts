import { stat } from "node:fs/promises";
import type { ChatLlamaCpp } from "@langchain/community/chat_models/llama_cpp";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { FootnoteError } from "../../../core/errors.js";
import type { ChatProvider, ChatProviderOptions } from "../provider.js";

/** The part of node-llama-cpp's model that is used. */
interface LlamaModel {
  detokenize(tokens: readonly number[]): string;
  createContext(options: { readonly contextSize: number }): Promise<LlamaContext>;
}

interface LlamaContext {
  dispose(): Promise<void>;
}

/**
 * A GGUF file that runs in this process, by the package node-llama-cpp.
 * @param options the model is the file's path
 * @throws FootnoteError `invalid_configuration` if the package isn't installed or the file can't be loaded
 */
export async function openLlamaCppChat({ model, contextTokens }: ChatProviderOptions): Promise<ChatProvider> {
  const library = await loadLibrary();
  await stat(model).catch((cause: unknown) => {
    throw unusable(`the file ${model} can't be read`, cause);
  });
  const SessionChat = sessionChat(library.ChatLlamaCpp, contextTokens);
  try {
    const chat = await SessionChat.initialize({
      modelPath: model,
      contextSize: contextTokens,
      temperature: 0,
    });
    return { variables: { key: null, url: null }, open: () => ({ chat, sawEnd: () => true }) };
  } catch (cause) {
    throw unusable(`the file ${model} can't be loaded as a GGUF model`, cause);
  }
}

async function loadLibrary() {
  try {
    return await import("@langchain/community/chat_models/llama_cpp");
  } catch (cause) {
    throw unusable(
      "the package node-llama-cpp is missing; install it with npm install node-llama-cpp",
      cause,
    );
  }
}

function unusable(reason: string, cause: unknown): FootnoteError {
  return new FootnoteError("invalid_configuration", `LLM=llama-cpp can't be used: ${reason}`, { cause });
}

/**
 * LangChain's class streams without the model's chat template, ignores the signal, and uses up its only sequence with
 * the first question. Its `_call`, which doesn't stream, applies the template and listens to the signal; this class
 * streams the tokens that `_call` reports, with a new context for each question.
 */
function sessionChat(Base: typeof ChatLlamaCpp, contextSize: number) {
  return class SessionChat extends Base {
    static override async initialize(inputs: Parameters<typeof ChatLlamaCpp.initialize>[0]) {
      return Object.setPrototypeOf(await Base.initialize(inputs), SessionChat.prototype) as SessionChat;
    }

    override async *_streamResponseChunks(messages: BaseMessage[], options: this["ParsedCallOptions"]) {
      const model: LlamaModel = this._model;
      const context = await model.createContext({ contextSize });
      this._context = context as typeof this._context;
      const pieces = new TransformStream<string, string>();
      const writer = pieces.writable.getWriter();
      const tokens: number[] = [];
      let written = "";
      const onToken = (more: number[]) => {
        tokens.push(...more);
        const text = model.detokenize(tokens);
        // The bytes of one character may be several tokens.
        if (text.endsWith("\u{FFFD}")) {
          return;
        }
        void writer.write(text.slice(written.length)).catch(() => undefined);
        written = text;
      };
      const call = this._call(messages, { ...options, onToken } as typeof options);
      void call.then(
        () => writer.close(),
        (error: unknown) => writer.abort(error),
      );
      try {
        for await (const text of pieces.readable) {
          yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        }
      } finally {
        await call.catch(() => undefined);
        await context.dispose();
      }
    }
  };
}
