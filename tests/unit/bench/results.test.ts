import { expect, it } from "vitest";
import { compare } from "../../../bench/results.js";

const last = {
  at: "2026-11-30T12:00:00.000Z",
  commit: "abc1234",
  machine: "2 × CPU",
  load: 0.25,
  figures: {
    rows: [
      { store: "local", passages: 10, p50: 2 },
      { store: "postgres", passages: 10, p50: 4 },
    ],
    total: 0,
  },
};

it("figures are compared with those of the same name, wherever they stand in a list", () => {
  const now = {
    rows: [
      { store: "postgres", passages: 10, p50: 12 },
      { store: "local", passages: 10, p50: 2 },
      { store: "local", passages: 20, p50: 9 },
    ],
    total: 5,
  };
  const text = compare(last, now);
  expect(text).toContain("abc1234 of 2026-11-30");
  expect(text).toContain("(2 × CPU, load 0.3)");
  expect(text).toContain("4 figures, at the median 1.00 times");
  expect(text).toContain("| rows postgres, 10 p50 | 4.00 | 12.0 | 3.00 × |");
  expect(text).not.toContain("local, 20");
});

it("says when nothing can be compared", () => {
  expect(compare(last, { other: 1 })).toContain("no figure is in both");
});
