import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { searchResult } from "../../app/search-result.js";
import type { Limits } from "../../config/config.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { McpBackend } from "../../mcp/backend.js";
import type { AnswerTurns } from "../answers/answer-turns.js";
import type { Searching } from "../answers/searching.js";
import type { AppEnv } from "../http/app-env.js";
import { publicError } from "../http/errors.js";
import { logFailure } from "../log/log-requests.js";
import type { Logger } from "../log/logger.js";

/** What MCP over HTTP needs. */
export interface McpDependencies {
  readonly turns: AnswerTurns;
  readonly search: Searching;
  readonly store: Catalogue;
  readonly limits: Limits;
  readonly log: Logger;
}

/** JSON-RPC's codes (https://www.jsonrpc.org/specification#error_object); the first is free for a server's own use. */
const RPC_ERRORS = { tooLarge: -32000, parseError: -32700, invalidRequest: -32600 } as const;

/**
 * `POST /mcp`: the Model Context Protocol's streamable HTTP transport, without sessions, so that there is no `GET` and no
 * `DELETE`, which the app answers with 405, as the protocol has it.
 */
export function mcpRoute(dependencies: McpDependencies) {
  const { limits, log } = dependencies;
  const tooLarge = `The body must have at most ${limits.bodyBytes} bytes.`;

  return new Hono<AppEnv>()
    .use(
      bodyLimit({
        maxSize: limits.bodyBytes,
        onError: (c) => c.json(rpcError(RPC_ERRORS.tooLarge, tooLarge), 413),
      }),
    )
    .post("/", async (c) => {
      const body = parse(await c.req.text());
      if (body === undefined) {
        return c.json(rpcError(RPC_ERRORS.parseError, "The body isn't valid JSON."), 400);
      }
      if (Array.isArray(body)) {
        // The revisions that know batches allow a server to be without; one request must not be hundreds of calls.
        return c.json(rpcError(RPC_ERRORS.invalidRequest, "Send one message a request."), 400);
      }
      // Loaded with the first request, since most servers get none.
      const { serveHttp } = await import("../../mcp/serve-http.js");
      return serveHttp(c.req.raw, body, backendOf(c, dependencies), (err) =>
        log.debug({ requestId: c.get("requestId"), err }, "MCP message refused"),
      );
    });
}

/** @returns undefined if it is no JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rpcError(code: number, message: string) {
  return { jsonrpc: "2.0", id: null, error: { code, message } };
}

/** What MCP stands on for one request. */
function backendOf(c: Context<AppEnv>, { turns, search, store, limits, log }: McpDependencies): McpBackend {
  return {
    search: async (question, limit, signal) =>
      searchResult(await search(c, { question, limit }, signal)).passages,
    answer: async (request, client, consume) => (await turns.take(c)).answer(request, client, consume),
    catalogue: store,
    // A client has no page that a link could be relative to; without PUBLIC_URL it is the address that it called.
    link: (path) => new URL(c.var.site.link(path), c.req.url).href,
    describeError: (error) => {
      logFailure(log, c.get("requestId"), error);
      return publicError(error).message;
    },
    questionCharacters: limits.questionCharacters,
  };
}
