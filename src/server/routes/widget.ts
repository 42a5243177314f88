import { readFile } from "node:fs/promises";
import path from "node:path";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";

/**
 * `GET /widget.js`: the chat widget for other sites. Any page may load it, with `crossorigin` and an integrity hash
 * too, and pages that isolate themselves; which pages may ask is decided where they do.
 * @param folder what the build of the widget wrote
 */
export function widgetRoute(folder: string) {
  return (
    new Hono<AppEnv>()
      // A weak tag, since it is made before the compression: a 304 has to name the one that the browser holds.
      .use("/widget.js", FOR_ANY_PAGE, compress(), etag({ weak: true }))
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
          // Sites keep the address, so a new version has to get through; meanwhile nobody waits for it.
          "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
          // Here already, since a 304 and the answer to HEAD aren't compressed but say it too.
          Vary: "Accept-Encoding",
        });
      })
  );
}

/**
 * Whatever becomes of the request. A browser puts the headers of a 304 in place of those it stored, so that one
 * without these would take the script away from every foreign page; and only with them it shows why there is none.
 */
const FOR_ANY_PAGE = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
});
