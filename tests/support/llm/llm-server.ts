import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WireFormat, wireFormatOf } from "./wire-formats.js";

/** A key that must not be in any message. */
export const KEY = "sk-very-secret-key";

/** What the model does with one request. */
export type Behaviour =
  | { readonly kind: "answer"; readonly chunks: readonly string[] }
  /** An answer that depends on what was asked. */
  | { readonly kind: "reply"; readonly reply: (prompt: Prompt) => string }
  /** The stream ends as its format has it, but the answer doesn't say why. */
  | { readonly kind: "bare"; readonly chunks: readonly string[] }
  /** Refused before anything is written. */
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is cut after the chunks. */
  | { readonly kind: "break"; readonly chunks: readonly string[] }
  /** The answer ends in order after the chunks, but without the word that it is whole. */
  | { readonly kind: "stop"; readonly chunks: readonly string[] }
  /** What follows the chunks isn't the format. */
  | { readonly kind: "malformed"; readonly chunks: readonly string[] }
  /** The rest follows the chunks once a promise is fulfilled. */
  | {
      readonly kind: "pause";
      readonly chunks: readonly string[];
      readonly until: Promise<unknown>;
      readonly rest: readonly string[];
    }
  /** Nothing follows the chunks, and the connection stays. */
  | { readonly kind: "hang"; readonly chunks: readonly string[] }
  /** The same bytes again and again, until the client hangs up. */
  | { readonly kind: "endless"; readonly bytes: string }
  /** An answer that repeats itself until the client hangs up. */
  | { readonly kind: "repeat"; readonly chunk: string }
  /** The connection is closed before anything is answered. */
  | { readonly kind: "close" };

/** The texts of a request. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** What was asked of the model. */
export interface Received extends Prompt {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A server that speaks the wire formats of OpenAI, Anthropic, Ollama and Google for streamed chats. */
export interface LlmServer {
  readonly url: string;
  /** What makes each provider's library come here. */
  readonly environment: Readonly<Record<string, string>>;
  behaviour: Behaviour;
  /** Taken from the front, one a request, before `behaviour`. */
  readonly first: Behaviour[];
  readonly received: Received[];
  /** Requests whose client hung up before the end. */
  readonly hungUp: number;
  close(): Promise<void>;
}

export async function startLlmServer(): Promise<LlmServer> {
  const state = {
    behaviour: { kind: "hang", chunks: [] } as Behaviour,
    first: [] as Behaviour[],
    received: [] as Received[],
    hungUp: 0,
  };
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const format = wireFormatOf(path);
    const body = JSON.parse(await text(request)) as Readonly<Record<string, unknown>>;
    const prompt = format.prompt(body);
    state.received.push({ path, body, ...prompt });
    response.once("close", () => {
      if (!response.writableFinished) {
        state.hungUp++;
      }
    });
    const behaviour = state.first.shift() ?? state.behaviour;
    const isReply = behaviour.kind === "reply";
    await respond(
      isReply ? { kind: "answer", chunks: [behaviour.reply(prompt)] } : behaviour,
      format,
      response,
    );
  });
  const url = await listen(server);
  return Object.assign(state, {
    url,
    environment: {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: `${url}/v1`,
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: url,
      OLLAMA_BASE_URL: url,
      GOOGLE_API_KEY: KEY,
      GOOGLE_GEMINI_BASE_URL: url,
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
  }
  return body;
}

async function respond(
  behaviour: Exclude<Behaviour, { kind: "reply" }>,
  format: WireFormat,
  response: ServerResponse,
): Promise<void> {
  if (behaviour.kind === "close") {
    response.destroy();
    return;
  }
  if (behaviour.kind === "status") {
    response.writeHead(behaviour.status, { "content-type": "application/json", ...behaviour.headers });
    response.end(
      JSON.stringify({ error: { message: `no: ${KEY}`, type: "server_error", code: "some_code" } }),
    );
    return;
  }
  response.writeHead(200, { "content-type": format.contentType });
  response.flushHeaders();
  await write(response, format.start());
  if (behaviour.kind === "endless" || behaviour.kind === "repeat") {
    await writeForever(
      response,
      behaviour.kind === "endless" ? behaviour.bytes : format.chunk(behaviour.chunk),
    );
    return;
  }
  await writeEach(response, behaviour.chunks, format);
  switch (behaviour.kind) {
    case "hang":
      return;
    case "break":
      response.destroy();
      return;
    case "malformed":
      response.end(format.malformed());
      return;
    case "stop":
      response.end();
      return;
    case "pause":
      await behaviour.until;
      await writeEach(response, behaviour.rest, format);
      response.end(format.end());
      return;
    case "bare":
      response.end(format.bareEnd);
      return;
    case "answer":
      response.end(format.end());
  }
}

async function writeForever(response: ServerResponse, bytes: string): Promise<void> {
  const hungUp = once(response, "close");
  while (!response.closed) {
    if (!response.write(bytes)) {
      await Promise.race([once(response, "drain"), hungUp]);
    }
  }
}

async function writeEach(
  response: ServerResponse,
  chunks: readonly string[],
  format: WireFormat,
): Promise<void> {
  for (const chunk of chunks) {
    await write(response, format.chunk(chunk));
  }
}

/** In packets of their own, so that a client has what was written before the connection breaks. */
async function write(response: ServerResponse, data: string): Promise<void> {
  if (data === "") {
    return;
  }
  const middle = data.length >> 1;
  response.write(data.slice(0, middle));
  await new Promise((resolve) => setTimeout(resolve, 2));
  response.write(data.slice(middle));
  await new Promise((resolve) => setTimeout(resolve, 2));
}
