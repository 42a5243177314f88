import { Hono } from "hono";
import type { Access } from "../access/access.js";
import type { Principal } from "../access/principal.js";
import type { SignIn } from "../access/sign-in.js";
import type { AppEnv } from "../http/app-env.js";

/** What `GET /api/me` answers. */
export interface Me {
  /** `anonymous` also where a key or a sign-in is lacking. */
  readonly kind: Principal["kind"];
  /** Of a person. */
  readonly name: string | null;
  /** Whether the caller may add and remove documents. */
  readonly isAdmin: boolean;
  /** How people sign in; null where they needn't. */
  readonly signInBy: SignIn["by"] | null;
  /** Where a browser goes to sign in; null where there is no such place. */
  readonly signInUrl: string | null;
  /** What is sent a `POST` to sign out; null where there is no such place. */
  readonly signOutUrl: string | null;
}

/** `GET /api/me`: who the caller is, and how to sign in and out. Open to everybody. */
export function meRoute(access: Access, signIn: SignIn | undefined) {
  return new Hono<AppEnv>().get("/", async (c) => {
    const principal = await access.identify(c);
    const { basePath } = c.var.site;
    const urlOf = (path: string | undefined) => (path === undefined ? null : `${basePath}${path}`);
    const me: Me = {
      kind: principal?.kind ?? "anonymous",
      name: principal?.name ?? null,
      isAdmin: principal?.isAdmin ?? false,
      signInBy: signIn?.by ?? null,
      signInUrl: urlOf(signIn?.paths?.signIn),
      signOutUrl: urlOf(signIn?.paths?.signOut),
    };
    return c.json(me);
  });
}
