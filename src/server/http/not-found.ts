import type { Context } from "hono";
import { html } from "hono/html";
import type { AppEnv } from "./app-env.js";
import { errorBody } from "./errors.js";

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

/** A bare page that says one thing; it loads nothing. */
export function messagePage(title: string, message: string) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} – Footnote</title>
  </head>
  <body>
    <h1>${title}</h1>
    <p>${message}</p>
  </body>
</html>`;
}
