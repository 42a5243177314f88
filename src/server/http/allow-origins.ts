import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env.js";
import type { ProtectedPath } from "./protected-paths.js";

/** What every client may send. */
const KEY_HEADERS = ["Authorization", "Content-Type", "X-Api-Key"];

/** What a browser's MCP client sends besides (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports). */
const MCP_HEADERS = ["Mcp-Protocol-Version", "Mcp-Session-Id", "Mcp-Method", "Mcp-Name", "Last-Event-Id"];

/** What pages of other origins may send; none means whatever is asked for, as OpenAI's clients send headers of their own. */
const HEADERS: Readonly<Record<ProtectedPath, readonly string[]>> = {
  "/api/*": KEY_HEADERS,
  "/v1/*": [],
  "/mcp": [...KEY_HEADERS, ...MCP_HEADERS],
};

/** Lets pages of other origins call what is below a path, and read of the answers what they need. */
export function allowOrigins(allowedOrigins: readonly string[], path: ProtectedPath) {
  const allow = cors({
    origin: [...allowedOrigins],
    allowMethods: ["GET", "POST", "DELETE"],
    allowHeaders: [...HEADERS[path]],
    exposeHeaders: ["RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id", "Mcp-Session-Id"],
    maxAge: 600,
  });
  // An answer that no page of another origin may read needs none of these headers. To set them before it is there has
  // the whole answer written as a stream, which takes a fifth of the processor time of a question.
  return createMiddleware<AppEnv>((c, next) =>
    c.req.method === "OPTIONS" || allowedOrigins.includes(c.req.header("origin") ?? "")
      ? allow(c, next)
      : next(),
  );
}
