import { readQuestions } from "../../src/evaluation/data-set.js";
import {
  characters,
  type GoldDepth,
  goldDepth,
  recallAt,
  recallInCharacters,
} from "../../src/evaluation/metrics/retrieval-metrics.js";
import { mean } from "../../src/evaluation/metrics/statistics.js";
import { BUDGETS, type Quality } from "./peer-figures.js";
import type { System } from "./system.js";

/** Enough passages for 4,000 characters, of any of the systems. */
const DEEP = 50;

/** As many passages as the tutorial gives. */
const FEW = 4;

/** Asked first and not timed. */
const WARM_UP = 40;

/** Asks a system the answerable questions of a file, and times each as users ask it. */
export async function measureQuality(
  system: System,
  file: string,
): Promise<{ quality: Omit<Quality, "file">; milliseconds: number[] }> {
  const questions = (await readQuestions(file)).filter(({ answerable }) => answerable);
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
    const spans = gold.map((span) => ({ ...span, documentId: span.document }));
    depths.push(goldDepth(await system.search(question, DEEP), spans));
    usualDepths.push(goldDepth(usual, spans));
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
