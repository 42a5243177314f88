import { z } from "zod";
import { searchFigures } from "../search/search-figures.js";

/** One store with one amount of passages. */
const scaleRow = z.object({
  /** Which store, for a person. */
  store: z.string(),
  documents: z.number(),
  passages: z.number(),
  /** When it was measured, ISO 8601: large sizes are measured once, and kept when smaller ones are measured again. */
  at: z.string(),
  /** Of the first ingest, until everything can be searched and the graph is built. */
  ingestSeconds: z.number(),
  /** Of the command and its children, together, at one time. */
  ingestMegabytes: z.number(),
  /** Its processor time, in seconds; rows of before 1 December 2026 lack it. */
  ingestProcessorSeconds: z.number().optional(),
  /** Of an ingest that adds one document of a hundred afterwards. */
  addSeconds: z.number(),
  /** Of an ingest that finds nothing to do: what every ingest costs. */
  nothingSeconds: z.number(),
  diskMegabytes: z.number(),
  search: searchFigures,
});

/** What grows with the number of passages, and how. */
const growth = z.object({
  store: z.string(),
  what: z.string(),
  /** For each passage, at the largest size; in the unit of `what`. */
  perPassage: z.number(),
  /** `b` of a · passages^b, by least squares over the logarithms; null for fewer than two sizes. */
  exponent: z.number().nullable(),
});

/** The same documents in several stores, and more and more of them. */
export const scaleFigures = z.object({ rows: z.array(scaleRow), growths: z.array(growth) });

/** What the first ingest of an index cost. */
export const firstIngest = z.object({
  seconds: z.number(),
  peakMegabytes: z.number(),
  processorSeconds: z.number(),
});

export type ScaleRow = z.infer<typeof scaleRow>;
export type Growth = z.infer<typeof growth>;
export type ScaleFigures = z.infer<typeof scaleFigures>;
