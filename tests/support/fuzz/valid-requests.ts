/** A request that a route takes, from which others are made. */
export interface ValidRequest {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_BODY = { "content-type": "application/json" };

const QUESTION = "Wann wollte Kirgisistan vermitteln?";

/**
 * What the routes take that have a body of JSON, by method and path. A route that isn't here is sent the bodies of all
 * others.
 * @param documentId of a document that there is
 */
export function validRequests(documentId: string): ReadonlyMap<string, readonly ValidRequest[]> {
  const json = (...bodies: unknown[]) => bodies.map((body) => ({ body, headers: JSON_BODY }));
  const messages = [
    { role: "user", content: QUESTION },
    { role: "assistant", content: "Im Oktober 1992. [1]" },
    { role: "user", content: "Und wer wurde entsandt?" },
  ];
  return new Map([
    [
      "POST /api/chat",
      json({ messages, stream: true, documents: [documentId] }, { messages, stream: false }),
    ],
    ["POST /api/feedback", json({ answerId: "a1", rating: "up", comment: "Good." })],
    ["POST /api/ingest", json({ rebuild: false })],
    [
      "POST /v1/chat/completions",
      json(
        { model: "footnote", messages, stream: true, stream_options: { include_usage: true } },
        { messages: [{ role: "user", content: [{ type: "text", text: QUESTION }] }], temperature: 0.5, n: 2 },
        {
          messages: [{ role: "user", content: "### Task:\nGenerate a concise title\n### Chat History:\nx" }],
        },
      ),
    ],
    [
      "POST /mcp",
      mcpRequests(documentId).flatMap(({ method, params }) => [old(method, params), current(method, params)]),
    ],
  ]);
}

function mcpRequests(documentId: string) {
  const call = (name: string, args: object) => ({ method: "tools/call", params: { name, arguments: args } });
  return [
    {
      method: "initialize",
      params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "x", version: "1" } },
    },
    { method: "ping", params: {} },
    { method: "server/discover", params: {} },
    { method: "tools/list", params: { cursor: "x" } },
    call("search", { query: QUESTION }),
    call("fetch", { id: `${documentId}:0-20` }),
    call("ask", { question: QUESTION, documents: [documentId] }),
    { method: "resources/list", params: { cursor: "YQ" } },
    { method: "resources/templates/list", params: {} },
    { method: "resources/read", params: { uri: `footnote://documents/${documentId}#0-20` } },
    { method: "prompts/get", params: { name: "x", arguments: {} } },
    { method: "logging/setLevel", params: { level: "debug" } },
    {
      method: "completion/complete",
      params: { ref: { type: "ref/prompt", name: "x" }, argument: { name: "a", value: "b" } },
    },
    { method: "subscriptions/listen", params: { notifications: { toolsListChanged: true } } },
    { method: "notifications/cancelled", params: { requestId: 1, reason: "x" } },
  ];
}

const MCP_BODY = { ...JSON_BODY, accept: "application/json, text/event-stream" };

/** As clients of the revision 2025-11-25 and before send it. */
function old(method: string, params: object): ValidRequest {
  return { body: { jsonrpc: "2.0", id: 1, method, params }, headers: MCP_BODY };
}

/** As clients of the revision 2026-07-28 send it: what a session would hold comes with each request. */
function current(method: string, params: object): ValidRequest {
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "x", version: "1" },
    progressToken: 1,
  };
  return {
    body: { jsonrpc: "2.0", id: "one", method, params: { ...params, _meta: meta } },
    headers: { ...MCP_BODY, "mcp-protocol-version": "2026-07-28", "mcp-method": method, ...nameOf(params) },
  };
}

function nameOf(params: object): Readonly<Record<string, string>> {
  const name = "name" in params ? params.name : "uri" in params ? params.uri : undefined;
  return typeof name === "string" ? { "mcp-name": name } : {};
}
