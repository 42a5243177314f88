import { describe, expect, it } from "vitest";
import { CMapFiles } from "../../../../src/documents/pdf/cmaps.js";

describe("CMapFiles", () => {
  const files = new CMapFiles();

  it("reads the predefined CMap of a name", async () => {
    const bytes = await files.fetch({ kind: "cMapUrl", filename: "GBK-EUC-H.bcmap" });
    expect(bytes.byteLength).toBeGreaterThan(100);
  });

  it.each([
    ["cMapUrl", "../../../../package.json"],
    ["cMapUrl", "..%2f..%2fmain.bcmap"],
    ["cMapUrl", "C:\\H.bcmap"],
    ["cMapUrl", "LICENSE"],
    ["cMapUrl", "Nowhere-H.bcmap"],
    ["standardFontDataUrl", "GBK-EUC-H.bcmap"],
  ])("gives nothing for the %s %j", async (kind, filename) => {
    await expect(files.fetch({ kind, filename })).rejects.toThrow();
  });
});
