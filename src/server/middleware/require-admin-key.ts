import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.js";
import { HttpError } from "../errors.js";
import { createKeyring, givenKey } from "../keys.js";
import type { RefuseKey } from "../refuse-key.js";

/** Lets a request pass that carries the admin key; without an admin key, none. */
export function requireAdminKey(adminKey: string | undefined, refuse: RefuseKey) {
  const keys = createKeyring(adminKey === undefined ? [] : [adminKey]);
  return createMiddleware<AppEnv>(async (c, next) => {
    if (adminKey === undefined) {
      throw new HttpError(
        403,
        "admin_disabled",
        "Documents can't be changed over HTTP here. To allow it, the operator sets ADMIN_KEY.",
      );
    }
    const given = givenKey(c.req);
    if (!keys.has(given)) {
      await refuse(
        given,
        "Send the admin key as `Authorization: Bearer <key>` or in the header `x-api-key`.",
      );
    }
    await next();
  });
}
