import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";
import { isAllowedOrigin } from "../http/origin.js";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a request that changes something unless one of Footnote's own pages sent it. A browser adds the credentials
 * of a person who is signed in to what foreign pages send, too; but it says where a request comes from, which no page
 * can change: by Fetch Metadata (`Sec-Fetch-Site`) or, over plain HTTP, by `Origin`.
 * @param publicUrl where browsers reach Footnote, if neither the host of a request nor a trusted proxy says it
 * @throws HttpError `origin_not_allowed`
 */
export function requireOwnPage(c: Context<AppEnv>, publicUrl: string | undefined): void {
  if (!SAFE_METHODS.has(c.req.method) && !isFromOwnPage(c, publicUrl)) {
    throw new HttpError(
      403,
      "origin_not_allowed",
      "With a sign-in only Footnote's own pages may send this. Programs send an API key instead.",
    );
  }
}

function isFromOwnPage(c: Context<AppEnv>, publicUrl: string | undefined): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) {
    return site === "same-origin";
  }
  const origin = c.req.header("origin");
  const ownOrigins = publicUrl === undefined ? [] : [new URL(publicUrl).origin];
  return origin !== undefined && isAllowedOrigin(origin, c.var.site.host, ownOrigins);
}
