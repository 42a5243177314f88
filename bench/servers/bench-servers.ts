import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { differentQuestions, readCorpora } from "../answers/corpora.js";
import { askAll } from "../answers/load.js";
import { serveFootnote } from "../answers/served.js";
import { dropSchema } from "../database.js";
import type { Served } from "../process/served.js";
import type { BenchOptions, Report } from "../report.js";
import { median, spread } from "../spread.js";
import { table } from "../table.js";

const ROUNDS = 5;
const WARM_UP = 200;
const PER_ROUND = 150;
const SCHEMA = "bench_servers";

interface Round {
  readonly answersPerSecond: number;
  /** Of all servers together, for an answer. */
  readonly processorMs: number;
}

/** How many answers one server over a database gives, and two, in turns; both serve all the while. */
export async function benchServers({ data, postgres }: BenchOptions): Promise<Report> {
  if (postgres === undefined) {
    throw new Error("Name a database with --postgres URL.");
  }
  const scratch = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  const running: Served[] = [];
  try {
    const corpus = (await readCorpora(data, scratch)).at(-1);
    const documents = corpus?.documents ?? "";
    const questions = await differentQuestions(documents, 2 * (WARM_UP + ROUNDS * PER_ROUND));
    const env = { STORE: postgres, STORE_SCHEMA: SCHEMA, WORKERS: "1" };
    for (const index of ["one", "two"]) {
      running.push(await serveFootnote({ documents, index: join(scratch, index), env }));
    }
    const [first] = running;
    const ways = first === undefined ? [] : [[first], running];
    const rounds = await askInTurns(ways, questions);
    const figures = { what: corpus?.what, rounds };
    return { figures, markdown: describe(corpus?.what ?? "", rounds) };
  } finally {
    await Promise.all(running.map((served) => served.stop()));
    await dropSchema(postgres, SCHEMA);
    await rm(scratch, { recursive: true });
  }
}

/** No question comes twice, whoever is asked. */
async function askInTurns(ways: readonly Served[][], questions: readonly string[]): Promise<Round[][]> {
  let next = 0;
  const ask = async (servers: readonly Served[], count: number): Promise<Round> => {
    const part = Math.ceil(count / servers.length);
    const start = performance.now();
    const loads = await Promise.all(
      servers.map((served) => {
        const own = questions.slice(next, next + part);
        next += part;
        return askAll(served, own, false);
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    const processor = loads.reduce((sum, { processorMsPerAnswer }) => sum + processorMsPerAnswer, 0);
    return { answersPerSecond: (part * servers.length) / seconds, processorMs: processor / loads.length };
  };
  await ask(ways.at(-1) ?? [], 2 * WARM_UP);
  const rounds: Round[][] = ways.map(() => []);
  for (let i = 0; i < ROUNDS; i++) {
    for (const [way, servers] of ways.entries()) {
      rounds[way]?.push(await ask(servers, PER_ROUND));
    }
  }
  return rounds;
}

function describe(what: string, rounds: readonly (readonly Round[])[]): string {
  const rates = rounds.map((own) => median(own.map(({ answersPerSecond }) => answersPerSecond)));
  const rows = rounds.map((own, i) => {
    return [
      `${i + 1}`,
      spread(
        own.map(({ answersPerSecond }) => answersPerSecond),
        1,
      ),
      median(own.map(({ processorMs }) => processorMs)).toFixed(1),
      `${((rates[i] ?? 0) / (rates[0] ?? 1)).toFixed(2)} ×`,
    ];
  });
  return `${what}\n\n${table(["servers", "answers/s", "processor ms an answer", "to one server"], rows)}`;
}
