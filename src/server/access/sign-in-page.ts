import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.js";
import { SIGN_IN_TEXTS, type SignInPage } from "./sign-in-texts.js";

interface PageKind {
  readonly status: ContentfulStatusCode;
  /** What stands on its button; none without. */
  readonly button?: "signIn" | "tryAgain" | "otherAccount" | "home";
  /** Whether the operator may be asked for the reason. */
  readonly isFailure?: true;
  readonly script?: "continue.js" | "signed-in.js";
}

const PAGES: Readonly<Record<SignInPage, PageKind>> = {
  continue: { status: 200, button: "signIn", script: "continue.js" },
  expired: { status: 400, button: "tryAgain" },
  cancelled: { status: 403, button: "tryAgain", isFailure: true },
  failed: { status: 400, button: "tryAgain", isFailure: true },
  unavailable: { status: 503, button: "tryAgain", isFailure: true },
  notAllowed: { status: 403, button: "otherAccount", isFailure: true },
  proxy: { status: 401 },
  signedIn: { status: 200, button: "home", script: "signed-in.js" },
  signedOut: { status: 200, button: "signIn" },
};

/**
 * A page about signing in, in German or English as the browser prefers.
 * @param target where its button leads, from Footnote's root on
 */
export function signInPage(
  c: Context<AppEnv>,
  page: SignInPage,
  target = "/auth/login",
): Response | Promise<Response> {
  const language = /^\s*de\b/i.test(c.req.header("accept-language") ?? "") ? "de" : "en";
  const texts = SIGN_IN_TEXTS[language];
  const { title, message } = texts.pages[page];
  const { basePath } = c.var.site;
  const { status, button, isFailure, script } = PAGES[page];
  c.header("Cache-Control", "no-store");
  c.header("Vary", "Accept-Language");
  return c.html(
    html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Footnote</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${basePath}/auth/page.css" />
    ${script === undefined ? "" : html`<script src="${basePath}/auth/${script}" defer></script>`}
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${message}</p>
      ${button === undefined ? "" : html`<p><a id="next" href="${basePath}${target}">${texts[button]}</a></p>`}
      ${isFailure === true ? html`<p class="reference">${texts.reference}: <code>${c.var.requestId}</code></p>` : ""}
    </main>
  </body>
</html>`,
    status,
  );
}

/** `GET /auth/page.css`, `GET /auth/continue.js`, `GET /auth/signed-in.js`: what these pages load. */
export function signInAssets() {
  return new Hono<AppEnv>()
    .get("/page.css", (c) => c.body(STYLES, 200, { "Content-Type": "text/css; charset=utf-8", ...CACHED }))
    .get("/continue.js", (c) => sendScript(c, CONTINUE))
    .get("/signed-in.js", (c) => sendScript(c, SIGNED_IN));
}

function sendScript(c: Context<AppEnv>, text: string): Response {
  return c.body(text, 200, { "Content-Type": "text/javascript; charset=utf-8", ...CACHED });
}

const CACHED = { "Cache-Control": "public, max-age=3600" } as const;

/** Goes on with the part of the address that a browser doesn't send, such as the passage a link leads to. */
const CONTINUE = `const { href } = document.getElementById("next");
location.replace(href + encodeURIComponent(location.hash.slice(1)));
`;

/** Tells the page in another tab, whose session had expired. */
const SIGNED_IN = `new BroadcastChannel("footnote.signed-in").postMessage(null);
`;

const STYLES = `:root {
  color-scheme: light dark;
  font: 1rem/1.5 system-ui, sans-serif;
}
body {
  background: light-dark(#f9faf7, #121614);
  color: light-dark(#1a211e, #e7ece9);
  display: grid;
  margin: 0;
  min-height: 100vh;
  place-items: center;
}
main {
  box-sizing: border-box;
  max-width: 32rem;
  padding: 1.5rem;
}
h1 {
  font-size: 1.5rem;
  line-height: 1.25;
  margin: 0 0 0.5rem;
}
a {
  background: light-dark(#125a4b, #8ad6bd);
  border-radius: 0.625rem;
  color: light-dark(#ffffff, #0b211a);
  display: inline-block;
  font-weight: 600;
  padding: 0.625rem 1rem;
  text-decoration: none;
}
a:focus-visible {
  outline: 3px solid light-dark(#125a4b, #8ad6bd);
  outline-offset: 2px;
}
.reference {
  color: light-dark(#545f5a, #a4b0aa);
  font-size: 0.875rem;
  overflow-wrap: anywhere;
}
`;
