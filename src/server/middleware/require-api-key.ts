import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.js";
import { createKeyring, givenKey } from "../keys.js";
import type { RefuseKey } from "../refuse-key.js";

/**
 * Lets a request pass that carries one of the keys as `Authorization: Bearer` or `x-api-key`; without any API
 * keys, every request.
 * @param adminKey may do all that an API key may
 */
export function requireApiKey(apiKeys: readonly string[], adminKey: string | undefined, refuse: RefuseKey) {
  const isOpen = apiKeys.length === 0;
  const keys = createKeyring(adminKey === undefined ? apiKeys : [...apiKeys, adminKey]);
  return createMiddleware<AppEnv>(async (c, next) => {
    const given = givenKey(c.req);
    if (!isOpen && !keys.has(given)) {
      await refuse(
        given,
        "Send a valid API key as `Authorization: Bearer <key>` or in the header `x-api-key`.",
      );
    }
    await next();
  });
}
