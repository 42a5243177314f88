import { describe, expect, it } from "vitest";
import { whereNotice } from "../../../src/documents/where-notice.js";

describe("a notice of pages or slides", () => {
  it.each<[numbers: number[], notice: string]>([
    [[4], "page 4: damaged"],
    [[1, 2], "pages 1 and 2: damaged"],
    [[1, 2, 3, 7], "pages 1–3 and 7: damaged"],
    [[1, 4, 5, 8, 9, 10], "pages 1, 4, 5 and 8–10: damaged"],
    [Array.from({ length: 30 }, (_, i) => 2 * i + 1), "30 pages: damaged"],
  ])("names %j in ranges, and only counts them where there are many", (numbers, notice) => {
    expect(whereNotice("page", numbers, "damaged")).toBe(notice);
  });
});
