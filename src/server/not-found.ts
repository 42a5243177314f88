import type { Context } from "hono";
import type { AppEnv } from "./app-env.js";
import { errorBody } from "./errors.js";
import { messagePage } from "./message-page.js";

/** What an unknown address answers: a page for a browser, JSON for a program. */
export function notFound(c: Context<AppEnv>): Response | Promise<Response> {
  const wantsPage = c.req.header("accept")?.includes("text/html") === true && !c.req.path.startsWith("/api/");
  if (wantsPage) {
    return c.html(messagePage("Not found", "There is nothing at this address."), 404);
  }
  const error = {
    status: 404,
    code: "not_found",
    message: "There is nothing at this address.",
    headers: {},
  } as const;
  return c.json(errorBody(error, c.get("requestId")), error.status);
}
