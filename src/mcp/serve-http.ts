import { createMcpHandler } from "@modelcontextprotocol/server";
import type { McpBackend } from "./backend.js";
import { createMcpServer } from "./mcp-server.js";

/**
 * Answers one request of the streamable HTTP transport, of either era of the protocol. Nothing is kept between two
 * requests, so that any process may answer any of them. Host, origin and key are the caller's to check.
 * @param body the request's JSON
 * @param onRefused takes what was wrong with a request that was refused
 */
export function serveHttp(
  request: Request,
  body: unknown,
  backend: McpBackend,
  onRefused: (error: Error) => void,
): Promise<Response> {
  const handler = createMcpHandler(() => createMcpServer(backend), { onerror: onRefused });
  return handler.fetch(request, { parsedBody: body });
}
