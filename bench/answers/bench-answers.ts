import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { INSTALLATION } from "../../src/config/installation.js";
import type { Served } from "../process/served.js";
import type { BenchOptions, Report } from "../report.js";
import { answersCharts, BARE } from "./answers-charts.js";
import { answersTable, type Row } from "./answers-table.js";
import { type Corpus, differentQuestions, readCorpora } from "./corpora.js";
import { askAll, type Load } from "./load.js";
import { serveBare, serveFootnote } from "./served.js";

/** Rounds go by turns, so that what else the machine does falls on all. */
const ROUNDS = 3;

/** A bare route takes so many times as many requests, or a round would be over in a tenth of a second. */
const BARE_TIMES = 10;

/** A server, and the form in which it is asked for answers. */
interface Asked {
  readonly what: string;
  readonly served: Served;
  readonly stream: boolean;
  /** Its questions are never asked twice, so that no answer can be remembered. */
  readonly questions: readonly string[];
  /** How often it is asked each; a bare route remembers nothing. */
  readonly times: number;
}

interface Figures {
  readonly corpora: readonly { readonly what: string; readonly rows: readonly Row[] }[];
}

/**
 * What a question costs the processor, and how many a server answers in a second, over HTTP and beside a route that
 * does nothing. No question is asked twice; what is remembered of documents counts, as in a server that has run for a
 * while.
 */
export async function benchAnswers({ data, checkout }: BenchOptions): Promise<Report> {
  const scratch = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  try {
    const corpora = [];
    for (const [i, corpus] of (await readCorpora(data, scratch)).entries()) {
      const folder = { checkout: resolve(checkout ?? INSTALLATION.root), index: join(scratch, `index-${i}`) };
      corpora.push({ what: corpus.what, rows: await measure(corpus, folder) });
    }
    const figures: Figures = { corpora };
    const tables = corpora.map(({ what, rows }) => `### ${what}\n\n${answersTable(rows)}`);
    return { figures, markdown: tables.join("\n\n"), charts: answersCharts(corpora) };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function measure(
  corpus: Corpus,
  folder: { readonly checkout: string; readonly index: string },
): Promise<Row[]> {
  const { documents, warmUp, perRound } = corpus;
  const perServer = warmUp + ROUNDS * perRound;
  // One server is asked in both forms, the others in one.
  const questions = await differentQuestions(documents, 2 * perServer);
  const [first, second] = [questions.slice(0, perServer), questions.slice(perServer)];
  const running: Served[] = [];
  const start = async (starting: Promise<Served>) => {
    const served = await starting;
    running.push(served);
    return served;
  };
  try {
    const bare = await start(serveBare());
    const one = await start(serveFootnote({ ...folder, documents, env: { WORKERS: "1" } }));
    const two = await start(serveFootnote({ ...folder, documents, env: { WORKERS: "2" } }));
    const asked: Asked[] = [
      { what: BARE, served: bare, stream: false, questions: first, times: BARE_TIMES },
      { what: "1 process, JSON", served: one, stream: false, questions: first, times: 1 },
      { what: "1 process, stream", served: one, stream: true, questions: second, times: 1 },
      { what: "2 processes, JSON", served: two, stream: false, questions: first, times: 1 },
    ];
    return await askByTurns(asked, corpus);
  } finally {
    await Promise.all(running.map((served) => served.stop()));
  }
}

async function askByTurns(asked: readonly Asked[], { warmUp, perRound }: Corpus): Promise<Row[]> {
  const ask = ({ served, questions, stream, times }: Asked, from: number, to: number) =>
    askAll(served, Array.from({ length: times }, () => questions.slice(from, to)).flat(), stream);
  for (const server of asked) {
    await ask(server, 0, warmUp);
  }
  const rounds: Load[][] = asked.map(() => []);
  for (let from = warmUp; from < warmUp + ROUNDS * perRound; from += perRound) {
    for (const [i, server] of asked.entries()) {
      rounds[i]?.push(await ask(server, from, from + perRound));
    }
  }
  return asked.map(({ what }, i) => ({ what, rounds: rounds[i] ?? [] }));
}
