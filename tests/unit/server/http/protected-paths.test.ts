import { describe, expect, it } from "vitest";
import { isProtected } from "../../../../src/server/http/protected-paths.js";
import { createTestApp } from "../../../support/server/fakes.js";

describe("protected paths", () => {
  it.each([
    ["/api", true],
    ["/api/nothing/here", true],
    ["/v1/nothing", true],
    ["/mcp", true],
    ["/mcp/nothing", false],
    ["/apiary", false],
    ["/documents/api/x", false],
  ])("are those that the app's own patterns match: %s", async (path, expected) => {
    const response = await createTestApp().request(path, { headers: { accept: "text/html" } });
    expect(isProtected(path)).toBe(expected);
    expect(response.headers.get("cache-control") === "no-store").toBe(expected);
    const type = response.headers.get("content-type") ?? "";
    expect(type.startsWith("text/html")).toBe(!expected);
  });
});
