import { expect, it } from "vitest";
import { mergeBy } from "../../../bench/merge.js";

it("keeps what wasn't measured again, each in its place", () => {
  const earlier = [
    { name: "graph", at: "then" },
    { name: "exact", at: "then" },
  ];
  const measured = [
    { name: "graph", at: "now" },
    { name: "postgres", at: "now" },
  ];
  expect(mergeBy(earlier, measured, ({ name }) => name)).toEqual([
    { name: "graph", at: "now" },
    { name: "exact", at: "then" },
    { name: "postgres", at: "now" },
  ]);
});
