import { readFile } from "node:fs/promises";
import path from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { messagePage } from "../http/not-found.js";

/** How addresses in the built pages begin: Footnote's root, wherever that is and whatever the page's own address. */
const ROOT = '="./';

const ONE_YEAR = "public, max-age=31536000, immutable";

/**
 * The web pages: `GET /` is the chat, `GET /search` the search that explains itself, `GET /documents` the list of
 * documents, `GET /documents/:id` the source viewer, `GET /docs` the HTTP interface, `GET /demo` a page of another site
 * that embeds the widget, `GET /assets/*` what they load.
 * @param folder what the build of the pages wrote
 */
export function pageRoutes(folder: string) {
  // Compresses pages only, since it would buffer the events of the chat.
  const compressed = compress();
  return new Hono<AppEnv>()
    .get("/", compressed, (c) => sendPage(c, path.join(folder, "index.html")))
    .get("/search", compressed, (c) => sendPage(c, path.join(folder, "search.html")))
    .get("/demo", compressed, (c) => sendPage(c, path.join(folder, "demo.html")))
    .get("/docs", compressed, (c) => sendPage(c, path.join(folder, "docs.html")))
    .get("/documents", compressed, (c) => sendPage(c, path.join(folder, "documents.html")))
    .get("/documents/:id", compressed, (c) => sendPage(c, path.join(folder, "viewer.html")))
    .use("/assets/*", compressed, CACHE_FOREVER)
    .get("/assets/*", serveStatic({ rewriteRequestPath: (requested) => path.join(folder, requested) }));
}

/** For files whose name holds a hash of their content. */
const CACHE_FOREVER = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.res.ok) {
    c.header("Cache-Control", ONE_YEAR);
  }
});

async function sendPage(c: Context<AppEnv>, file: string): Promise<Response> {
  const html = await readFile(file, "utf8").catch(() => undefined);
  if (html === undefined) {
    return c.html(
      messagePage("The pages aren't built", "Run npm run build where Footnote is installed."),
      503,
    );
  }
  c.header("Cache-Control", "no-cache");
  return c.html(html.replaceAll(ROOT, `="${c.var.site.basePath}/`));
}
