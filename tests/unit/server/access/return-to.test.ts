import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnPath } from "../../../../src/server/access/return-to.js";

const SITE = "https://docs.example.com";

describe("the way back after signing in", () => {
  it.each([
    "/",
    "/search?q=a%26b&k=5",
    "/documents/doc1#0-12",
    "/documents/doc1#",
    "/documents/a%2Fb",
    "/?q=https://evil.example",
    "/auth/signed-in",
    "/authors",
  ])("leads to %s", (path) => {
    expect(returnPath(path, "")).toBe(path);
  });

  it.each([
    undefined,
    "",
    "search",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "https://evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "/auth/login",
    "/auth/callback?code=x",
    "/./auth/login",
    `/${"x".repeat(1000)}`,
  ])("doesn't lead to %j", (asked) => {
    expect(returnPath(asked, "")).toBe("/");
  });

  it.each([
    ["/help", "/"],
    ["/help/", "/"],
    ["/help/search?q=a", "/search?q=a"],
    ["/search", "/search"],
    ["/helpful", "/helpful"],
    ["/help//evil.example", "/"],
    ["/help/auth/login", "/"],
  ])("is taken from the root on, so that %s below /help is %s", (asked, path) => {
    expect(returnPath(asked, "/help")).toBe(path);
  });

  it("never leaves the site, whatever is asked for", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      ":",
      "@",
      "#",
      "?",
      "%2f",
      "%5c",
      "%09",
      "\t",
      "\r",
      "\n",
      "evil.example",
      "http",
      "a",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.constantFrom("", "/help"), (parts, basePath) => {
        const location = basePath + returnPath(parts.join(""), basePath);
        const url = new URL(location, SITE);
        expect(url.origin).toBe(SITE);
        expect(url.pathname.startsWith(`${basePath}/`)).toBe(true);
        expect(location).toMatch(/^[\x20-\x7e]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});
