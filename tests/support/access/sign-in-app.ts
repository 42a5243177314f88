import { loadConfig } from "../../../src/config/config.js";
import type { StoreDriver } from "../../../src/core/ports/store/driver.js";
import { openSignIn } from "../../../src/server/access/sign-in.js";
import { MemoryDriver } from "../../../src/store/memory/memory-driver.js";
import { createTestApp, config as defaults } from "../server/fakes.js";
import { recordLog } from "../server/record-log.js";
import { HttpBrowser } from "./http-browser.js";

/** The public address of such an app. */
export const FOOTNOTE = "http://footnote.test";

/** What `GET /api/me` answers. */
export interface Me {
  readonly kind: string;
  readonly name: string | null;
  readonly isAdmin: boolean;
}

/**
 * An app over the fakes that people sign in to.
 * @param settings environment variables
 * @param driver keeps the secret of the sessions; two apps with the same one are two processes of one server
 */
export async function createSignInApp(
  settings: Readonly<Record<string, string>>,
  driver: Pick<StoreDriver, "attachment"> = new MemoryDriver(),
) {
  const config = loadConfig({ PUBLIC_URL: FOOTNOTE, HOST: "0.0.0.0", ...settings }, "/nowhere");
  const { signIn, site, apiKeys, adminKey, host, rateLimits } = config;
  const { log, lines } = recordLog();
  const app = createTestApp({
    config: { ...defaults, host, signIn, site, apiKeys, adminKey, rateLimits },
    signIn: await openSignIn({ config, driver, log }),
    log,
  });
  const origin = new URL(site.publicUrl ?? FOOTNOTE).origin;
  const send = (url: URL, init: RequestInit) =>
    url.origin === origin ? app.request(url, init) : fetch(url, init);
  return { app, log: lines, newBrowser: () => new HttpBrowser(send) };
}

/** Who Footnote says a browser is. */
export async function me(browser: HttpBrowser): Promise<Me> {
  const { kind, name, isAdmin } = (await (await browser.fetch(`${FOOTNOTE}/api/me`)).json()) as Me;
  return { kind, name, isAdmin };
}
