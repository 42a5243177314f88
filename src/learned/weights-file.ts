import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { FootnoteError } from "../core/errors.js";
import { MODEL } from "./model.js";

/** Its name in the folder of models. */
const WEIGHTS_FILE = "weights.json";

/** Where the weights come from. */
const MADE = z.object({
  /** ISO 8601. */
  date: z.string(),
  commit: z.string(),
  command: z.string(),
  /** What they were fitted on. */
  dataSets: z.array(
    z.object({
      name: z.string(),
      questions: z.int(),
      /** How much a question counts. */
      weight: z.number(),
      repo: z.string().optional(),
      licence: z.string().optional(),
    }),
  ),
  /** By model, then by figure: each is a mean over data sets of what a model gives that was fitted without them. */
  figures: z.record(z.string(), z.record(z.string(), z.number())),
});

const MODELS = z.object({
  /** Scores a passage among the candidates of a question. */
  ranking: MODEL.optional(),
  /** Scores an excerpt among those that could be the answer. */
  excerpt: MODEL.optional(),
  /** The log odds that the answer is right. */
  confidence: MODEL.optional(),
});

export const WEIGHTS = MODELS.extend({ format: z.literal(1), made: MADE });

/** What was learnt; a model that was never fitted is missing. */
export type Models = z.output<typeof MODELS>;

/** What was learnt, with its provenance. */
export type Weights = z.output<typeof WEIGHTS>;

const LOADED = new Map<string, Promise<Weights>>();

/**
 * The weights that Footnote comes with; the file is read once.
 * @param modelsDir the folder that holds `weights.json`
 * @throws FootnoteError `weights_unavailable` if it is missing or damaged
 */
export function loadWeights(modelsDir: string): Promise<Weights> {
  const file = path.join(modelsDir, WEIGHTS_FILE);
  let weights = LOADED.get(file);
  if (weights === undefined) {
    weights = read(file);
    weights.catch(() => LOADED.delete(file));
    LOADED.set(file, weights);
  }
  return weights;
}

async function read(file: string): Promise<Weights> {
  try {
    return WEIGHTS.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new FootnoteError(
      "weights_unavailable",
      `${file} is missing or damaged: install Footnote again, or make it anew with npm run train`,
      { cause },
    );
  }
}
