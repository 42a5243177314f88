import { z } from "zod";

/** What one graph found with one breadth of search. */
const round = z.object({
  ef: z.number(),
  /** By the kind of the questions: the share of the ten nearest that were found, and milliseconds a question. */
  found: z.record(z.string(), z.object({ recallAt10: z.number(), milliseconds: z.number() })),
});

/** One graph over the passages of an index. */
const graph = z.object({
  m: z.number(),
  efConstruction: z.number(),
  buildSeconds: z.number(),
  rounds: z.array(round),
});

/** Graphs beside looking at every vector. */
export const graphFigures = z.object({
  passages: z.number(),
  /** Milliseconds a question takes that looks at every vector. */
  exactMilliseconds: z.number(),
  graphs: z.array(graph),
});

export type GraphFigures = z.infer<typeof graphFigures>;
