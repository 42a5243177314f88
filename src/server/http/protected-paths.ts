/**
 * What programs call, and what a browser's pages call: everything that needs a key, a sign-in or its own pages, whose
 * requests are counted and whose callers of other origins are looked at. Patterns of Hono.
 */
export const PROTECTED_PATHS = ["/api/*", "/v1/*", "/mcp"] as const;

/** One of `PROTECTED_PATHS`. */
export type ProtectedPath = (typeof PROTECTED_PATHS)[number];

/** Whether one of `PROTECTED_PATHS` matches a path. As in Hono, `/api/*` matches `/api`, too. */
export function isProtected(path: string): boolean {
  return PROTECTED_PATHS.some((pattern) =>
    pattern.endsWith("/*") ? `${path}/`.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
}
