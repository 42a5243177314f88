import { type Context, Hono } from "hono";
import { searchResult } from "../../app/search-result.js";
import type { Limits } from "../../config/config.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { McpBackend } from "../../mcp/backend.js";
import type { AnswerTurns } from "../answers/answer-turns.js";
import type { Searching } from "../answers/searching.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError, publicError } from "../http/errors.js";
import { limitBody } from "../http/limit-body.js";
import { parseJson } from "../http/read-json.js";
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

/**
 * `POST /mcp`: the Model Context Protocol's streamable HTTP transport, without sessions, so that there is no `GET` and no
 * `DELETE`, which the app answers with 405, as the protocol has it.
 */
export function mcpRoute(dependencies: McpDependencies) {
  const { limits, log } = dependencies;

  return new Hono<AppEnv>().use(limitBody(limits.bodyBytes)).post("/", async (c) => {
    const body = parseJson(await c.req.arrayBuffer());
    if (Array.isArray(body)) {
      // The revisions that know batches allow a server to be without; one request must not be hundreds of calls.
      throw new HttpError(400, "invalid_message", "Send one message a request.");
    }
    // Loaded with the first request, since most servers get none.
    const { serveHttp } = await import("../../mcp/serve-http.js");
    const answer = await serveHttp(c.req.raw, body, backendOf(c, dependencies), (err) =>
      log.debug({ requestId: c.get("requestId"), err }, "MCP message refused"),
    );
    // Only an answer of Hono's has the headers that were set before it, such as the request's id.
    return c.newResponse(answer.body, answer);
  });
}

/** What MCP stands on for one request. */
function backendOf(c: Context<AppEnv>, { turns, search, store, limits, log }: McpDependencies): McpBackend {
  return {
    search: async (question, limit, signal) =>
      searchResult(await search(c, { question, limit }, signal)).passages,
    answer: async (request, client, consume) => (await turns.take(c)).answer(request, client, consume),
    catalogue: store,
    link: (path) => c.var.site.absoluteLink(path),
    describeError: (error) => {
      logFailure(log, c.get("requestId"), error);
      return publicError(error).message;
    },
    questionCharacters: limits.questionCharacters,
  };
}
