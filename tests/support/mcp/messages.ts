/** A `POST /mcp` with this body, as a client of 2025-11-25 sends it. */
export function mcpRequest(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/mcp", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

/** A request of JSON-RPC. */
export function message(method: string, params: Record<string, unknown> = {}) {
  return { jsonrpc: "2.0", id: 1, method, params };
}

/** The call of a tool. */
export function toolCall(name: unknown, args: unknown) {
  return message("tools/call", { name, arguments: args });
}

/** What a server answers to a message. */
export interface Reply {
  readonly result?: Record<string, unknown>;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    /** Of an error that is the server's and not a message's. */
    readonly data?: { readonly code: string };
  };
}

/** The answer to the one message of a request, as JSON or as the last event of a stream. */
export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const last = text.match(/^data: (.*)$/gm)?.at(-1);
  return JSON.parse(last?.slice("data: ".length) ?? text) as Reply;
}
