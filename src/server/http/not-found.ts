import type { Context } from "hono";
import { html } from "hono/html";
import type { AppEnv } from "./app-env.js";
import { isProtected } from "./protected-paths.js";
import { sendError } from "./send-error.js";

/** What an unknown address answers: a page for a browser, JSON for a program. */
export function notFound(c: Context<AppEnv>): Response | Promise<Response> {
  if (!isProtected(c.req.path) && c.req.header("accept")?.includes("text/html") === true) {
    return c.html(messagePage("Not found", "There is nothing at this address."), 404);
  }
  return sendError(c, {
    status: 404,
    code: "not_found",
    message: "There is nothing at this address.",
    headers: {},
  });
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
