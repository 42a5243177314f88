import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { ProviderName } from "../../../src/embedding/langchain/provider.js";
import { embedText, loadStaticModel } from "../../../src/embedding/static/static-model.js";
import { TINY_MODEL } from "./test-models.js";

/** A key that must not be in any message. */
export const KEY = "sk-very-secret-key";

/** What was asked of the server. */
export interface ReceivedRequest {
  readonly path: string;
  readonly texts: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage["headers"];
}

/**
 * What the server does in place of answering, or before it where a promise is returned; the texts are the
 * request's.
 */
export type Trouble = (response: ServerResponse, texts: readonly string[]) => undefined | Promise<void>;

/** Speaks the wire formats of OpenAI, Ollama and Google, with the vectors of the tiny model. */
export interface ProviderServer {
  readonly url: string;
  /** What `createEmbedder` is to be given so that each provider's library comes here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: ReceivedRequest[];
  /** Taken from the front, one per request; none left is an answer. */
  readonly troubles: Trouble[];
  /** The most requests there were at a time. */
  readonly mostAtOnce: number;
  /** Requests whose client hung up before it had its answer. */
  readonly hungUp: number;
  close(): Promise<void>;
}

/** Model names of the three formats. */
export const MODELS: Readonly<Record<ProviderName, string>> = {
  openai: "openai:text-embedding-3-small",
  ollama: "ollama:tiny-static",
  "google-genai": "google-genai:gemini-embedding-001",
};

/** Fails with a status, and repeats key and texts as a careless provider would. */
export function fail(status: number, { headers = {}, code = "some_code", details = [{}] } = {}): Trouble {
  return (response, texts) => {
    const message = `no: ${KEY} ${texts.join()}`;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message, code, details } }));
  };
}

/** Answers with status 200 and a body. */
export function answer(body: string): Trouble {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  };
}

/** Starts a server on a free port. */
export async function startProviderServer(): Promise<ProviderServer> {
  const model = await loadStaticModel(TINY_MODEL);
  const state = { requests: [] as ReceivedRequest[], troubles: [] as Trouble[], mostAtOnce: 0, hungUp: 0 };
  let atOnce = 0;
  const server = createServer(async (request, response) => {
    atOnce++;
    state.mostAtOnce = Math.max(state.mostAtOnce, atOnce);
    response.once("close", () => {
      atOnce--;
      if (!response.writableFinished) {
        state.hungUp++;
      }
    });
    const path = request.url ?? "";
    const body = await json(request);
    if (path === "/api/tags") {
      return send(response, { models: [MODEL_OF_OLLAMA] });
    }
    const texts = textsOf(body);
    state.requests.push({ path, texts, body, headers: request.headers });
    const trouble = state.troubles.shift();
    const delay = trouble?.(response, texts);
    if (trouble !== undefined && delay === undefined) {
      return;
    }
    await delay;
    const vectors = texts.map((text) => embedText(model, text));
    send(response, format(path, body, vectors));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return Object.assign(state, {
    url,
    environment: environmentFor(url),
    async close() {
      server.closeAllConnections();
      if (server.listening) {
        await new Promise((resolve) => server.close(resolve));
      }
    },
  });
}

/** A server that is closed when the test is over. */
export async function serverOfTest(): Promise<ProviderServer> {
  const server = await startProviderServer();
  onTestFinished(() => server.close());
  return server;
}

/** Keys and addresses of all three providers. */
export function environmentFor(url: string): Record<string, string> {
  return {
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${url}/v1`,
    OLLAMA_BASE_URL: url,
    GOOGLE_API_KEY: KEY,
    GOOGLE_GEMINI_BASE_URL: url,
  };
}

const MODEL_OF_OLLAMA = { name: "tiny-static:latest", digest: "0123456789abcdef".repeat(4) };

interface Body {
  readonly input?: readonly string[];
  readonly requests?: readonly {
    readonly content: { readonly parts: readonly { readonly text: string }[] };
  }[];
}

function textsOf({ input, requests }: Body): readonly string[] {
  return input ?? requests?.map(({ content }) => content.parts[0]?.text ?? "") ?? [];
}

function format(path: string, body: Readonly<Record<string, unknown>>, vectors: Float32Array[]): object {
  switch (path) {
    case "/v1/embeddings":
      return {
        object: "list",
        data: vectors.map((vector, index) => ({
          object: "embedding",
          index,
          embedding: body["encoding_format"] === "base64" ? base64(vector) : [...vector],
        })),
        model: body["model"],
        usage: { prompt_tokens: 1, total_tokens: 1 },
      };
    case "/api/embed":
      return { model: body["model"], embeddings: vectors.map((vector) => [...vector]) };
    default:
      return { embeddings: vectors.map((vector) => ({ values: [...vector] })) };
  }
}

function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
  }
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function send(response: ServerResponse, body: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
