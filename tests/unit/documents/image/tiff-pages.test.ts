import { describe, expect, it } from "vitest";
import { tiffPages } from "../../../../src/documents/image/tiff-pages.js";
import { tiffHeader } from "../../../support/documents/pictures.js";

describe("the pages of a TIFF", () => {
  it.each([true, false])("have their sizes in its directories (little endian: %s)", (little) => {
    const bytes = tiffHeader(
      [
        [2480, 3508],
        [70_000, 12],
      ],
      { little },
    );
    expect(tiffPages(bytes, 10)).toEqual([
      { width: 2480, height: 3508 },
      { width: 70_000, height: 12 },
    ]);
    expect(tiffPages(bytes, 1)).toHaveLength(1);
  });

  it("are found in a part of a larger buffer", () => {
    const bytes = tiffHeader([[3, 4]]);
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 7);
    expect(tiffPages(larger.subarray(7, 7 + bytes.length), 10)).toEqual([{ width: 3, height: 4 }]);
  });

  it("are unknown in a file that goes round in a circle, is cut off, or is something else", () => {
    const page = [[3, 4]] as const;
    expect(tiffPages(tiffHeader(page, { next: 8 }), 10)).toBeUndefined();
    expect(tiffPages(tiffHeader(page, { next: 1_000_000 }), 10)).toBeUndefined();
    expect(tiffPages(tiffHeader(page).subarray(0, 30), 10)).toBeUndefined();
    expect(tiffPages(tiffHeader([]), 10)).toBeUndefined();
    expect(tiffPages(new Uint8Array(), 10)).toBeUndefined();
    expect(tiffPages(Uint8Array.from(Buffer.from("II something else")), 10)).toBeUndefined();
  });
});
