import { createMiddleware } from "hono/factory";
import type { SiteConfig } from "../../config/site.js";
import type { AppEnv } from "./app-env.js";

/** Where a request's client reaches Footnote. */
export interface Site {
  /** What every path begins with for the client, such as `/footnote`; empty for none. */
  readonly basePath: string;
  /**
   * A link that the client can follow: absolute with `PUBLIC_URL`, otherwise relative to the host.
   * @param path from Footnote's root on, such as `/documents/42#0-10`
   */
  link(path: string): string;
}

/** Sets `site`, which links in answers are made with. */
export function describeSite({ publicUrl, basePath }: SiteConfig) {
  const site: Site = { basePath, link: (path) => `${publicUrl ?? basePath}${path}` };
  return createMiddleware<AppEnv>(async (c, next) => {
    c.set("site", site);
    await next();
  });
}
