import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { INSTALLATION } from "../../src/config/installation.js";
import { percentile } from "../../src/evaluation/metrics/statistics.js";
import { differentQuestions } from "../answers/corpora.js";
import { residentBytes } from "../process/memory.js";
import { runFootnote } from "../process/run.js";
import { serveArguments, startServed } from "../process/served.js";
import type { Report } from "../report.js";
import { startCharts } from "./start-charts.js";
import type { StartFigures, StartRow } from "./start-figures.js";
import { startTable } from "./start-table.js";

const ROUNDS = 5;
const WORKERS = [1, 2];

/** One after the other, in each round. */
const QUESTIONS = 200;

const POLL_MS = 5;
const MEGABYTE = 1024 * 1024;
const DOCUMENTS = join(INSTALLATION.root, "documents");

/** How long a server of the shipped document takes to start, what it holds, and how long `ask` takes. */
export async function benchStart(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  try {
    const questions = await differentQuestions(DOCUMENTS, QUESTIONS);
    const rows = WORKERS.map((workers): StartRow => ({ what: name(workers), rounds: [] }));
    const askSeconds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, workers] of WORKERS.entries()) {
        const index = join(folder, `index-${round}-${workers}`);
        const first = await serveOnce(index, workers, []);
        const later = await serveOnce(index, workers, questions);
        rows[i]?.rounds.push({ ...later, firstReadyMs: first.readyMs });
      }
      const index = join(folder, `index-${round}-1`);
      const args = ["ask", "--documents", DOCUMENTS, "--index", index, questions[round] ?? ""];
      askSeconds.push((await runFootnote(args)).seconds);
    }
    const figures: StartFigures = { rows, askSeconds };
    return { figures, markdown: startTable(figures), charts: startCharts(figures) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function name(workers: number): string {
  return workers === 1 ? "1 process" : `${workers} processes`;
}

async function serveOnce(index: string, workers: number, questions: readonly string[]) {
  const start = performance.now();
  const env = { WORKERS: String(workers), WATCH: "off" };
  const served = await startServed(serveArguments({ documents: DOCUMENTS, index }), env);
  try {
    while ((await fetch(`${served.url}/readyz`)).status !== 200) {
      await setTimeout(POLL_MS);
    }
    const readyMs = performance.now() - start;
    const readyMegabytes = (await residentBytes(served.pid)) / MEGABYTE;
    const milliseconds: number[] = [];
    for (const question of questions) {
      milliseconds.push(await ask(served.url, question));
    }
    return {
      readyMs,
      readyMegabytes,
      askedMegabytes: (await residentBytes(served.pid)) / MEGABYTE,
      firstQuestionMs: milliseconds[0] ?? 0,
      questionP50Ms: percentile(milliseconds, 0.5) ?? 0,
      questionP95Ms: percentile(milliseconds, 0.95) ?? 0,
    };
  } finally {
    await served.stop();
  }
}

/** @returns how long it took, in milliseconds */
async function ask(url: string, content: string): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${url}/api/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ role: "user", content }], stream: false }),
  });
  await response.text();
  if (!response.ok) {
    throw new Error(`A question was answered with ${response.status}.`);
  }
  return performance.now() - start;
}
