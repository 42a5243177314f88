import { slope } from "../slope.js";
import type { Growth, ScaleRow } from "./scale-figures.js";

/** What is measured for each amount of passages, with its unit. */
const QUANTITIES: Readonly<Record<string, (row: ScaleRow) => number>> = {
  "first ingest, s": ({ ingestSeconds }) => ingestSeconds,
  "disk, MB": ({ diskMegabytes }) => diskMegabytes,
  "memory of a server, MB above an empty one": ({ search }) => search.loadedMegabytes - search.bareMegabytes,
  "loading, ms": ({ search }) => search.warmUpMs,
  "question at the median, ms": ({ search }) => search.rounds[0]?.timings["total"]?.p50 ?? 0,
};

/** How the figures of each store grow with its passages. */
export function growthsOf(rows: readonly ScaleRow[]): Growth[] {
  const stores = [...new Set(rows.map(({ store }) => store))];
  return stores.flatMap((store) => {
    const own = rows.filter((row) => row.store === store).toSorted((a, b) => a.passages - b.passages);
    const largest = own.at(-1);
    if (largest === undefined) {
      return [];
    }
    return Object.entries(QUANTITIES).map(([what, of]) => ({
      store,
      what,
      perPassage: of(largest) / largest.passages,
      exponent: exponent(own.map((row) => ({ x: row.passages, y: of(row) }))),
    }));
  });
}

function exponent(points: readonly { readonly x: number; readonly y: number }[]): number | null {
  const logarithms = points
    .filter(({ x, y }) => x > 0 && y > 0)
    .map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  return logarithms.length < 2 ? null : slope(logarithms);
}
