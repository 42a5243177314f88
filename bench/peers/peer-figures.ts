import { z } from "zod";
import type { Cost } from "../process/run.js";

/** How well the questions of a file were answered, as shares of them. */
const quality = z.object({
  file: z.string(),
  questions: z.number(),
  /** `recallInChars` by the size of the context. */
  recallInChars: z.record(z.string(), z.number()),
  /** Among the first four passages, however long they are. */
  recallAt4: z.number(),
  /** How long the first four passages are together, on average. */
  charactersAt4: z.number(),
});

/** What one system did with one data set. */
export const peerFigures = z.object({
  passages: z.number(),
  /** From the files to being able to answer, the embedder loaded. */
  ingestMs: z.number(),
  /** A question with its embedding, for as many passages as the system usually gives. */
  queryP50Ms: z.number(),
  queryP95Ms: z.number(),
  /** Of the whole process, after the questions. */
  residentMegabytes: z.number(),
  quality: z.array(quality),
});

export type PeerFigures = z.infer<typeof peerFigures>;
export type Quality = z.infer<typeof quality>;

/** One system's figures over one data set. */
export interface PeerRun extends PeerFigures, Cost {
  readonly system: string;
  readonly dataSet: string;
}

/** Sizes of a context in characters, as `footnote eval` has them. */
export const BUDGETS = [1000, 2000, 4000] as const;
