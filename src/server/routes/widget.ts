import { readFile } from "node:fs/promises";
import path from "node:path";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";

/** What a 304 has as well; headers that are set after it was made needn't be named. */
const KEPT_WITHOUT_BODY = [...RETAINED_304_HEADERS, "x-request-id"];

/**
 * `GET /widget.js`: the chat widget for other sites. Any page may load it, with `crossorigin` and an integrity hash
 * too, and so may cross-origin isolated pages. Which pages may ask questions is decided by the API.
 * @param folder what the build of the widget wrote
 */
export function widgetRoute(folder: string) {
  return (
    new Hono<AppEnv>()
      // The tag is weak, since it is computed before the compression and must be the same for every encoding.
      .use("/widget.js", FOR_ANY_PAGE, compress(), etag({ weak: true, retainedHeaders: KEPT_WITHOUT_BODY }))
      .get("/widget.js", async (c) => {
        const script = await readFile(path.join(folder, "widget.js"), "utf8").catch(() => undefined);
        if (script === undefined) {
          throw new HttpError(
            503,
            "widget_missing",
            "The widget isn't built. The operator runs `npm run build` where Footnote is installed.",
          );
        }
        return c.body(script, 200, {
          "Content-Type": "text/javascript; charset=utf-8",
          // The address stays the same for all versions, so it is checked often, but in the background.
          "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
          // Set here, since a 304 and the answer to HEAD aren't compressed but must vary, too.
          Vary: "Accept-Encoding",
        });
      })
  );
}

/**
 * Set on every answer. A browser replaces stored headers with those of a 304, so a 304 without them would block the
 * script on every foreign page; and it shows the body of an error only with them.
 */
const FOR_ANY_PAGE = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
});
