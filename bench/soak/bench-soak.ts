import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { makeQuestions } from "../corpus/make-questions.js";
import { createRandom } from "../corpus/random.js";
import { writeCorpus } from "../corpus/write-corpus.js";
import { type ServerProcess, startServer } from "../process/server-process.js";
import type { BenchOptions, Report } from "../report.js";
import { WAYS } from "./ask.js";
import { changeFolder } from "./change-folder.js";
import { changeOverHttp } from "./change-over-http.js";
import { Client } from "./client.js";
import { compareFolder } from "./compare-folder.js";
import { Ledger } from "./ledger.js";
import { askAndJudge, hangUp, question } from "./question.js";
import { type Sample, takeSample } from "./sample.js";
import { Codes, type Soak } from "./soak.js";
import { lineOf, reportOf } from "./soak-report.js";
import { Tally } from "./tally.js";

/** Documents that nobody changes, beside those that are asked about: more passages than are kept in memory. */
const STANDING_DOCUMENTS = 1000;

/** Questions about them come first, until all that is kept of passages and texts is as large as it gets. */
const FIRST_QUESTIONS = 1500;

const CLIENTS = 4;

const SAMPLE_MS = 60_000;

/**
 * Serves a folder that is changed all the while, by itself and over the API, and is asked all the while, by several
 * clients, for facts of which it is known at each moment whether the index holds them.
 */
export async function benchSoak({ minutes }: BenchOptions): Promise<Report> {
  const work = await mkdtemp(join(tmpdir(), "footnote-soak-"));
  const folders = { documents: join(work, "documents"), index: join(work, "index") };
  try {
    await writeCorpus(folders.documents, STANDING_DOCUMENTS);
    const server = await startServer(folders);
    const tally = new Tally();
    try {
      const samples = await soak(server, { ...folders, tally, minutes });
      return reportOf(samples, tally);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

interface Run {
  readonly documents: string;
  readonly index: string;
  readonly tally: Tally;
  readonly minutes: number;
}

async function soak(server: ServerProcess, { documents, index, tally, minutes }: Run): Promise<Sample[]> {
  const time = new AbortController();
  const shared: Soak = {
    documents,
    tally,
    client: new Client(server.url, tally),
    ledger: new Ledger(),
    random: createRandom(20),
    end: time.signal,
    codes: new Codes(),
  };
  await askFirst(shared, await makeQuestions(documents, FIRST_QUESTIONS));
  const tasks = [
    changeFolder(shared),
    changeOverHttp(shared),
    ...Array.from({ length: CLIENTS }, () => question(shared)),
    hangUp(shared),
  ];
  const samples: Sample[] = [];
  const start = performance.now();
  const watch = async () => {
    for (let next = 1; next <= (minutes * 60_000) / SAMPLE_MS; next++) {
      await setTimeout(Math.max(0, start + next * SAMPLE_MS - performance.now()));
      const sample = await takeSample(server, {
        index,
        tally,
        minutes: (performance.now() - start) / 60_000,
      });
      samples.push(sample);
      console.error(lineOf(sample));
    }
  };
  try {
    // A task that fails ends the run.
    await Promise.race([watch(), Promise.all(tasks)]);
  } finally {
    time.abort();
  }
  await Promise.all(tasks);
  await askForAll(shared);
  await compareFolder(shared);
  return samples;
}

/** Caches that fill look like a leak: so they are full before the time begins. */
async function askFirst(
  { client }: Soak,
  questions: readonly { readonly question: string }[],
): Promise<void> {
  const rest = questions.values();
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (const { question: content } of rest) {
      await client.post("/api/chat", { messages: [{ role: "user", content }], stream: false });
    }
  });
  await Promise.all(clients);
}

/** At the end every document that is there is asked for once. */
async function askForAll(shared: Soak): Promise<void> {
  for (const [i, room] of shared.ledger.rooms("present").entries()) {
    const ask = WAYS[i % WAYS.length];
    if (ask !== undefined) {
      await askAndJudge(shared, room, ask);
    }
  }
}
