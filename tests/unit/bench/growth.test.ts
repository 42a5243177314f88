import { expect, it } from "vitest";
import { growthsOf } from "../../../bench/scale/growth.js";
import type { ScaleRow } from "../../../bench/scale/scale-figures.js";

/** A store whose ingest grows by n^1.5, and whose other figures stay. */
function row(passages: number): ScaleRow {
  return {
    store: "local",
    documents: passages / 10,
    passages,
    at: "2026-12-01T00:00:00.000Z",
    ingestSeconds: 2 * passages ** 1.5,
    ingestMegabytes: 1,
    addSeconds: 1,
    nothingSeconds: 1,
    diskMegabytes: 3,
    search: {
      passages,
      openMs: 1,
      warmUpMs: 1,
      firstQuestionMs: 1,
      bareMegabytes: 100,
      loadedMegabytes: 100,
      afterMegabytes: 100,
      peakMegabytes: 100,
      rounds: [],
    },
  };
}

it("finds the exponent of growth and what a passage costs at the largest size", () => {
  const growths = growthsOf([row(10_000), row(100), row(1000)]);
  const of = (what: string) => growths.find((growth) => growth.what === what);
  expect(of("first ingest, s")?.exponent).toBeCloseTo(1.5, 10);
  expect(of("first ingest, s")?.perPassage).toBeCloseTo(200, 6);
  expect(of("disk, MB")?.exponent).toBeCloseTo(0, 10);
  // Nothing to take a logarithm of.
  expect(of("memory of a server, MB above an empty one")?.exponent).toBeNull();
  expect(growthsOf([row(100)]).map(({ exponent }) => exponent)).toEqual(Array(5).fill(null));
});
