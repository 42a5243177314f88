import { existsSync } from "node:fs";
import { join } from "node:path";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { locateGold } from "../../src/evaluation/gold.js";
import {
  characters,
  type GoldDepth,
  goldDepth,
  recallAt,
  recallInCharacters,
} from "../../src/evaluation/metrics/retrieval-metrics.js";
import { mean } from "../../src/evaluation/metrics/statistics.js";
import { readDocument } from "../corpus/documents-of.js";
import { BUDGETS, type Quality } from "./peer-figures.js";
import type { System } from "./system.js";

/** Enough passages for 4,000 characters, of any of the systems. */
const DEEP = 50;

/** As many passages as the tutorial gives. */
const FEW = 4;

/** Asked first and not timed. */
const WARM_UP = 40;

/**
 * Asks a system the answerable questions of a file, and times each as users ask it. Of a conversation it is the last
 * question as it stands, since the others know no conversations.
 * @param folder holds `documents/` and the file
 */
export async function measureQuality(
  system: System,
  folder: string,
  file: string,
): Promise<{ quality: Omit<Quality, "file">; milliseconds: number[] }> {
  const asked = (await readQuestions(join(folder, file))).filter(({ answerable }) => answerable);
  const documents = join(folder, "documents");
  const questions = await locateGold(asked, {
    idOf: (path) => (existsSync(join(documents, path)) ? path : undefined),
    of: async (path) => (await readDocument(documents, path))?.text ?? "",
  });
  const milliseconds: number[] = [];
  const depths: GoldDepth[] = [];
  const usualDepths: GoldDepth[] = [];
  const lengths: number[] = [];
  for (const [i, { question, gold }] of questions.entries()) {
    const start = performance.now();
    const usual = (await system.search(question, system.usualLimit)).slice(0, FEW);
    if (i >= WARM_UP) {
      milliseconds.push(performance.now() - start);
    }
    depths.push(goldDepth(await system.search(question, DEEP), gold));
    usualDepths.push(goldDepth(usual, gold));
    lengths.push(characters(usual));
  }
  return {
    quality: {
      questions: questions.length,
      recallInChars: Object.fromEntries(
        BUDGETS.map((budget) => [String(budget), recallInCharacters(budget, depths) ?? 0]),
      ),
      recallAt4: recallAt(FEW, usualDepths) ?? 0,
      charactersAt4: mean(lengths) ?? 0,
    },
    milliseconds,
  };
}
