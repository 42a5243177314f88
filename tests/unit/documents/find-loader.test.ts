import { describe, expect, it } from "vitest";
import { EXTENSIONS, findLoader, isSupported } from "../../../src/documents/find-loader.js";

describe("findLoader", () => {
  it("finds for every extension a loader that knows it, in any case", async () => {
    for (const extension of EXTENSIONS) {
      const loader = await findLoader(`a/b${extension.toUpperCase()}`);
      expect(loader?.extensions, extension).toContain(extension);
    }
  });

  it("finds none for other files", async () => {
    expect(isSupported({ path: "a.exe" })).toBe(false);
    expect(await findLoader("txt")).toBeUndefined();
  });
});
