import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll } from "vitest";
import { type BrowserTests, describeInBrowser } from "./in-browser.js";

/** A page of another site. */
export interface ForeignPage {
  /** What stands in `<body>`; `SERVER` stands for Footnote's address, with a slash at the end. */
  readonly body: string;
  /** What stands in `<head>`, likewise. */
  readonly head?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the tests of one file share. */
export interface WidgetTests extends BrowserTests {
  /** The site's origin. */
  origin(): string;
  /** Opens a page of the site that the server lets ask. */
  openSite(
    page: ForeignPage,
    options?: Parameters<BrowserTests["newPage"]>[1],
  ): ReturnType<BrowserTests["newPage"]>;
}

/** The one line that puts the widget on a page, with further attributes. */
export function widgetTag(attributes = ""): string {
  return `<script src="SERVERwidget.js" defer ${attributes}></script>`;
}

/**
 * Tests of the widget on a site of another origin, which the server allows.
 * @param documents what the server has besides the shipped document, text by path
 */
export function describeOnForeignSite(
  name: string,
  documents: Readonly<Record<string, string>>,
  tests: (shared: WidgetTests) => void,
): void {
  let served: ForeignPage = { body: "" };
  let footnote = "";
  let origin = "";
  const site = createServer((request, response) => {
    if (request.url === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const { body, head = "", headers = {} } = served;
    const html = `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Seite</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${head}</head><body>${body}</body></html>`;
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers })
      .end(html.replaceAll("SERVER", `${footnote}/`));
  });
  const start = async () => {
    site.listen(0, "127.0.0.1");
    await once(site, "listening");
    const address = site.address();
    // Another name than the server's: another site, not only another port.
    origin = `http://localhost:${typeof address === "object" ? address?.port : 0}`;
    return { ALLOWED_ORIGINS: origin };
  };
  describeInBrowser(
    name,
    documents,
    (shared) => {
      afterAll(() => {
        site.closeAllConnections();
        site.close();
      });
      tests({
        ...shared,
        origin: () => origin,
        async openSite(page, options) {
          served = page;
          footnote = shared.url();
          const opened = await shared.newPage(
            [origin, origin.replace("localhost", "other.localhost")],
            options,
          );
          await opened.goto(`${origin}/`);
          return opened;
        },
      });
    },
    start,
  );
}
