import type { Store } from "../../src/core/ports/store.js";
import { type Question, readQuestions } from "../../src/evaluation/data-set.js";
import { goldDepth, recallAt } from "../../src/evaluation/metrics/retrieval-metrics.js";
import { percentile } from "../../src/evaluation/metrics/statistics.js";
import type { Retriever } from "../../src/retrieval/retriever.js";
import type { Latency, Round } from "./search-figures.js";

/** Questions to ask one after the other. */
interface RoundOfQuestions {
  readonly what: string;
  readonly questions: readonly Question[];
  /** Only these documents, by id. */
  readonly documents?: readonly string[];
  /** Whether the index holds the documents of the gold. */
  readonly hasGold: boolean;
}

/** Asked first and not counted. */
const WARM_UP = 40;

/** Of the made questions, so many go into each round; none is asked twice, since answers may be remembered. */
const QUESTIONS = 500;

/** How many documents the round with a filter is about. */
const FILTERED = 100;

/** How many questions of each file of real questions are asked. */
const REAL = 250;

/** The passages a user gets. */
const LIMIT = 10;

/**
 * Three rounds: made questions, made questions about a part of the documents, and real questions, whose answers
 * aren't in the index, but whose words are those that people use.
 */
export async function readRounds(
  files: { readonly made: string; readonly real: readonly string[] },
  store: Store,
): Promise<RoundOfQuestions[]> {
  const made = await readQuestions(files.made);
  const real: Question[] = [];
  for (const file of files.real) {
    real.push(...(await readQuestions(file)).slice(0, REAL));
  }
  const documents = (await store.documents()).map(({ id }) => id);
  const step = Math.ceil(documents.length / FILTERED);
  const rounds: RoundOfQuestions[] = [
    { what: "made questions", questions: made.slice(0, QUESTIONS), hasGold: true },
    {
      what: `made questions about ${FILTERED} documents`,
      questions: made.slice(QUESTIONS),
      documents: documents.filter((_, i) => i % step === 0),
      hasGold: false,
    },
    { what: "real questions", questions: real, hasGold: false },
  ];
  return rounds.filter(({ questions }) => questions.length > WARM_UP);
}

export async function askRound(
  { what, questions, documents, hasGold }: RoundOfQuestions,
  retriever: Retriever,
  store: Store,
): Promise<Round> {
  const idOf = new Map((await store.documents()).map(({ path, id }) => [path, id]));
  const taken = new Map<string, number[]>();
  const depths = [];
  for (const [i, { question, gold }] of questions.entries()) {
    const before = process.cpuUsage();
    const found = await retriever.retrieve({ question, limit: LIMIT, ...(documents && { documents }) });
    const { user, system } = process.cpuUsage(before);
    if (i < WARM_UP) {
      continue;
    }
    for (const [leg, milliseconds] of Object.entries({ ...found.timings, cpu: (user + system) / 1000 })) {
      taken.set(leg, [...(taken.get(leg) ?? []), milliseconds]);
    }
    const spans = gold.map((span) => ({ ...span, documentId: idOf.get(span.document) ?? "" }));
    depths.push(
      goldDepth(
        found.passages.map(({ passage }) => passage),
        spans,
      ),
    );
  }
  return {
    what,
    questions: depths.length,
    timings: Object.fromEntries([...taken].map(([leg, milliseconds]) => [leg, latencyOf(milliseconds)])),
    recallAt10: hasGold ? recallAt(LIMIT, depths) : null,
  };
}

/** @param milliseconds at least one */
function latencyOf(milliseconds: readonly number[]): Latency {
  return { p50: percentile(milliseconds, 0.5) ?? 0, p95: percentile(milliseconds, 0.95) ?? 0 };
}
