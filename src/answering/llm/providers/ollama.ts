import { ChatOllama } from "@langchain/ollama";
import { RequestFailure } from "../../../providers/request-failure.js";
import { NO_REDIRECTS } from "../../../providers/requests.js";
import { addressOf, type ChatProvider, type ChatProviderOptions } from "../provider.js";

const URL_VARIABLE = "OLLAMA_BASE_URL";

/** A model of an Ollama server, by default the one on this machine. */
export function openOllamaChat(options: ChatProviderOptions): ChatProvider {
  return {
    variables: { key: null, url: URL_VARIABLE },
    open(signal) {
      const chat = new ChatOllama({
        model: options.model,
        maxRetries: 0,
        baseUrl: addressOf(options, URL_VARIABLE) ?? "http://127.0.0.1:11434",
        // Ollama's default is far smaller, and it cuts longer prompts silently.
        numCtx: options.contextTokens,
        temperature: 0,
        fetch: lineCheckingFetch(signal),
      });
      return { chat, sawEnd: () => false };
    },
  };
}

/**
 * A `fetch` that aborts the request at once and rejects at a line that isn't JSON: the library would notice an abort
 * only with the next chunk, and print such a line.
 */
function lineCheckingFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, ...NO_REDIRECTS, signal });
    if (!response.ok || response.body === null) {
      return response;
    }
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(checkedLines()), { status, headers });
  };
}

/** Passes whole lines on, each of which has to be JSON. */
function checkedLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let pending = "";
  return new TransformStream({
    transform(bytes, controller) {
      const lines = (pending + decoder.decode(bytes, { stream: true })).split("\n");
      pending = lines.pop() ?? "";
      for (const line of lines) {
        controller.enqueue(encoder.encode(`${checked(line)}\n`));
      }
    },
    flush(controller) {
      if (pending.trim() !== "") {
        controller.enqueue(encoder.encode(checked(pending)));
      }
    },
  });
}

/** @throws RequestFailure */
function checked(line: string): string {
  try {
    if (line.trim() !== "") {
      JSON.parse(line);
    }
    return line;
  } catch {
    throw new RequestFailure({ kind: "malformed", what: "can't be read" });
  }
}
