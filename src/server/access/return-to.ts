/** In characters; it becomes part of an address at the provider. */
const LONGEST = 1000;
const ANY_HOST = "http://footnote.invalid";

/**
 * Where a browser goes after signing in: a path of this server from Footnote's root on, whatever was asked for.
 * Anything else, such as another site's address in any spelling, becomes `/`.
 * @param asked with or without the base path
 */
export function returnPath(asked: string | undefined, basePath: string): string {
  if (
    asked === undefined ||
    asked.length > LONGEST ||
    !asked.startsWith("/") ||
    !URL.canParse(asked, ANY_HOST)
  ) {
    return "/";
  }
  // Parsed as a browser does, which reads `/\host` and `/<tab>/host` as another host.
  const { origin, pathname, search, hash } = new URL(asked, ANY_HOST);
  const isBelow = basePath !== "" && (pathname === basePath || pathname.startsWith(`${basePath}/`));
  const path = isBelow ? pathname.slice(basePath.length) || "/" : pathname;
  // Dots may have hidden the second slash; and signing in leads to no sign-in again.
  const isOwn = origin === ANY_HOST && !path.startsWith("//") && !/^\/auth\/(?!signed-in$)/.test(path);
  return isOwn ? `${path}${search}${keptHash(asked, hash)}` : "/";
}

/** An empty fragment too, which says that there is none. */
function keptHash(asked: string, hash: string): string {
  return hash === "" && asked.endsWith("#") ? "#" : hash;
}
