import type { Context } from "hono";
import { z } from "zod";
import type { AppEnv } from "../../http/app-env.js";
import { type GroupRules, namedGroups, permissionsOf } from "../groups.js";
import type { Principal } from "../principal.js";
import type { OwnCookie } from "./cookies.js";
import type { Identity } from "./provider.js";
import type { Seal } from "./seal.js";

/** Who is signed in, kept by the browser in a sealed cookie: any process of the server can read it. */
export interface Sessions {
  /** The person; undefined without a valid session of somebody who is still allowed. */
  person(c: Context<AppEnv>): Promise<Principal | undefined>;
  /** Begins a session, in place of any other. */
  begin(c: Context<AppEnv>, identity: Identity): Promise<void>;
  end(c: Context<AppEnv>): void;
}

const PURPOSE = "session";

/** So that the cookie fits in the 4096 bytes that browsers take. */
const MOST_GROUPS = 16;

const SESSION = z.object({ sub: z.string(), name: z.string(), groups: z.array(z.string()) });

/** @param rules count at every request, so that a group that is taken from the configuration is out at once */
export function createSessions(
  seal: Seal,
  cookie: OwnCookie,
  lifetimeMs: number,
  rules: GroupRules,
): Sessions {
  return {
    async person(c) {
      const sealed = cookie.get(c);
      const session = SESSION.safeParse(sealed && (await seal.open(PURPOSE, sealed)));
      if (!session.success) {
        return undefined;
      }
      const { sub, name, groups } = session.data;
      const { isAllowed, isAdmin } = permissionsOf(groups, rules);
      return isAllowed ? { kind: "user", id: `user:${sub}`, name, isAdmin } : undefined;
    },
    async begin(c, { sub, name, groups }) {
      const kept = { sub, name, groups: namedGroups(groups, rules).slice(0, MOST_GROUPS) };
      cookie.set(c, await seal.seal(PURPOSE, kept, lifetimeMs), lifetimeMs);
    },
    end: (c) => cookie.remove(c),
  };
}
