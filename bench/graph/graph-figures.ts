import { z } from "zod";

/** How questions of one kind were answered. */
const searched = z.object({
  /** The share of the ten nearest that were found, by the vectors as they were stored. */
  recallAt10: z.number(),
  /** Milliseconds a question. */
  p50: z.number(),
  p95: z.number(),
  /** Processor time in milliseconds, which what else the machine does changes less. */
  cpuP50: z.number(),
});

/** One way to find the nearest of so many passages. */
const way = z.object({
  passages: z.number(),
  /** For a person. */
  name: z.string(),
  /** When it was measured, ISO 8601: the largest sizes are measured once. */
  at: z.string(),
  /** Processor time to build it, from the first passage on; 0 for what isn't built. */
  buildSeconds: z.number(),
  megabytes: z.number(),
  /** By the kind of the questions. */
  questions: z.record(z.string(), searched),
});

/** Graphs beside looking at every vector. */
export const graphFigures = z.object({ ways: z.array(way) });

export type GraphFigures = z.infer<typeof graphFigures>;
export type Way = z.infer<typeof way>;
export type Searched = z.infer<typeof searched>;
