import { z } from "zod";

/** The middle and the slow end of what a number of questions took, in milliseconds. */
const latency = z.object({ p50: z.number(), p95: z.number() });

/** One round of questions. */
const round = z.object({
  what: z.string(),
  questions: z.number(),
  /** By the names of `RetrievalTimings`, and `cpu`: the processor time of the whole process, which load changes less. */
  timings: z.record(z.string(), latency),
  /** The share of the questions whose sentence one of the first ten passages holds; null where no sentence is meant. */
  recallAt10: z.number().nullable(),
});

/** What a fresh process that searches an index finds out. Megabytes are resident memory of the whole process. */
export const searchFigures = z.object({
  passages: z.number(),
  /** Milliseconds to open embedder and index, … */
  openMs: z.number(),
  /** … to load what searching needs, … */
  warmUpMs: z.number(),
  /** … and for the first question. */
  firstQuestionMs: z.number(),
  /** Node and the product's code, before anything is opened. */
  bareMegabytes: z.number(),
  loadedMegabytes: z.number(),
  afterMegabytes: z.number(),
  peakMegabytes: z.number(),
  rounds: z.array(round),
});

export type Latency = z.infer<typeof latency>;
export type Round = z.infer<typeof round>;
export type SearchFigures = z.infer<typeof searchFigures>;
