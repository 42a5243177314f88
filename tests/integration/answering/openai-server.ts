import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the model does with one request. */
export type Behaviour =
  | { readonly kind: "answer"; readonly chunks: readonly string[] }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "break"; readonly chunks: readonly string[] }
  | { readonly kind: "hang" };

/** A server that speaks OpenAI's wire format for streamed chat completions. */
export interface OpenAiServer {
  readonly baseUrl: string;
  behaviour: Behaviour;
  /** The prompts received, in order. */
  readonly prompts: string[];
  /** Requests whose client hung up before the end. */
  readonly hungUp: number;
  close(): Promise<void>;
}

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const state = { behaviour: { kind: "hang" } as Behaviour, prompts: [] as string[], hungUp: 0 };
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as { messages: { content: string }[] };
    state.prompts.push(body.messages.map((message) => message.content).join("\n"));
    response.once("close", () => {
      if (!response.writableFinished) state.hungUp++;
    });
    respond(state.behaviour, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

function respond(behaviour: Behaviour, response: ServerResponse): void {
  if (behaviour.kind === "status") {
    response.writeHead(behaviour.status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "secret detail sk-123", type: "server_error" } }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  if (behaviour.kind === "hang") return;
  for (const content of behaviour.chunks) response.write(event({ delta: { role: "assistant", content } }));
  if (behaviour.kind === "break") {
    setImmediate(() => response.destroy());
    return;
  }
  response.write(event({ delta: {}, finish_reason: "stop" }));
  response.end("data: [DONE]\n\n");
}

function event(choice: object): string {
  const chunk = {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 0,
    model: "test",
    choices: [{ index: 0, finish_reason: null, ...choice }],
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
