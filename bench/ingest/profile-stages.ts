import { z } from "zod";

/** A profile as V8 writes it with `--cpu-prof`. */
export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  /** The node that was seen at each sample, … */
  samples: z.array(z.number()),
  /** … and the microseconds since the one before. */
  timeDeltas: z.array(z.number()),
});

export type CpuProfile = z.infer<typeof cpuProfile>;

/** What the main thread of an ingest works at, by the folder or file below `dist/`; the first that fits counts. */
const STAGES: readonly (readonly [path: string, stage: string])[] = [
  ["ingest/loading/", "taking over what was read"],
  ["ingest/embed-document", "hashing and embedding"],
  ["embedding/", "hashing and embedding"],
  ["text/", "analysing terms"],
  ["languages/", "analysing terms"],
  ["store/rows/term-", "numbering terms"],
  ["store/local/database/term-dictionary", "numbering terms"],
  ["store/lexical/", "the inverted index"],
  ["store/rows/segment-", "the inverted index"],
  ["store/local/database/sqlite", "SQLite's statements"],
  ["store/", "making and sealing rows"],
];

const COMMIT = /\/dist\/store\/local\/write\/transaction\.js$/u;
const COMMITTING = "committing";
const COLLECTING = "collecting garbage";
const REST = "starting, and the rest";
const PRODUCT = "/dist/";

/**
 * How much of its time a thread spent at each stage of an ingest, as shares that add up to 1, largest first. What a
 * library or SQLite does counts for the stage that calls it. Waiting doesn't count.
 */
export function stageShares({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stageOf = new Map(nodes.map(({ id }) => [id, stage(id)]));
  const taken = new Map<string, number>();
  let total = 0;
  for (const [i, id] of samples.entries()) {
    const at = stageOf.get(id);
    const microseconds = timeDeltas[i] ?? 0;
    if (at !== undefined) {
      taken.set(at, (taken.get(at) ?? 0) + microseconds);
      total += microseconds;
    }
  }
  const shares = [...taken].map(([at, microseconds]) => [at, microseconds / total] as const);
  return new Map(shares.sort(([, a], [, b]) => b - a));

  /** @returns undefined for waiting */
  function stage(leaf: number): string | undefined {
    const { functionName } = frames.get(leaf) ?? {};
    if (functionName === "(idle)") {
      return undefined;
    }
    if (functionName === "(garbage collector)") {
      return COLLECTING;
    }
    let nearest: string | undefined;
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const { url = "", functionName: name } = frames.get(id) ?? {};
      if (name === "commit" && COMMIT.test(url)) {
        return COMMITTING;
      }
      const path = url.slice(url.lastIndexOf(PRODUCT) + PRODUCT.length);
      nearest ??= url.includes(PRODUCT) ? STAGES.find(([start]) => path.startsWith(start))?.[1] : undefined;
    }
    return nearest ?? REST;
  }
}
