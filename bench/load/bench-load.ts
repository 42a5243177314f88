import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSTALLATION } from "../../src/config/installation.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { makeDataSet } from "../corpus/made-data-set.js";
import { type ServerProcess, startServer } from "../process/server-process.js";
import type { BenchOptions, Report } from "../report.js";
import { type Flooded, flood } from "./flood.js";
import { type LoadRow, reportOf } from "./load-report.js";
import { requestsFor } from "./requests.js";

/** A folder that is asked about. */
interface Folder {
  readonly what: string;
  readonly documents: string;
  readonly questions: readonly string[];
}

/** How the server is set up, and how it is reached. */
interface Setup {
  readonly limits: string;
  readonly env: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The large folder: the documentation of a static site generator, if it is there. */
const LARGE = "hugo";

/** How large the folder is that is made otherwise, and how many questions there are. */
const MADE = { documents: 2000, questions: 500 };

const SETUPS: readonly Setup[] = [
  // Whoever comes through a proxy is counted: here all of them as one address.
  { limits: "as they come", env: {}, headers: { "x-forwarded-for": "192.0.2.1" } },
  // A program on the same machine isn't counted: the queue is what holds.
  { limits: "no rates", env: { RATE_LIMIT_PER_ADDRESS: "0" }, headers: {} },
];

/** So long the same comes before, until V8 has compiled what runs often and caches are full. */
const WARM_UP_SHARE = 1 / 3;

const MEGABYTE = 1024 * 1024;

/** Asks a real server from this process, which is another one, over many connections at once. */
export async function benchLoad(options: BenchOptions): Promise<Report> {
  const work = await mkdtemp(join(tmpdir(), "footnote-load-"));
  try {
    const rows: LoadRow[] = [];
    for (const folder of [await shipped(), await large(work, options.data)]) {
      for (const [i, setup] of SETUPS.entries()) {
        const place = join(work, `${folder.what}-${i}`);
        await cp(folder.documents, join(place, "documents"), { recursive: true });
        rows.push(await measure(place, folder, { ...setup, ...options }));
      }
    }
    return reportOf(rows);
  } finally {
    await rm(work, { recursive: true });
  }
}

async function shipped(): Promise<Folder> {
  return {
    what: "shipped",
    documents: join(INSTALLATION.root, "documents"),
    questions: await questionsIn(join(INSTALLATION.root, "tests", "golden", "questions.jsonl")),
  };
}

async function large(work: string, data: readonly string[]): Promise<Folder> {
  const real = data.map((sets) => join(sets, LARGE)).find(existsSync);
  const made = join(work, "made");
  if (real === undefined) {
    await makeDataSet(made, MADE.documents, MADE.questions);
  }
  const folder = real ?? made;
  return {
    what: real === undefined ? "made" : LARGE,
    documents: join(folder, "documents"),
    questions: await questionsIn(join(folder, "questions.jsonl")),
  };
}

async function questionsIn(file: string): Promise<string[]> {
  return (await readQuestions(file)).map(({ question }) => question);
}

type Measured = Setup & Pick<BenchOptions, "seconds" | "connections">;

async function measure(
  place: string,
  { what, questions }: Folder,
  { limits, env, headers, seconds, connections }: Measured,
): Promise<LoadRow> {
  const server = await startServer({ documents: join(place, "documents"), index: join(place, "index"), env });
  const requests = requestsFor(questions, headers);
  const floodFor = (share: number) =>
    flood({ url: server.url, requests, connections, until: { seconds: Math.ceil(seconds * share) } });
  try {
    await floodFor(WARM_UP_SHARE);
    const memory = [await memoryOf(server)];
    const halves: Half[] = [];
    for (let i = 0; i < 2; i++) {
      const processorBefore = await server.processorMs();
      // What the server tells of the event loop is since the last time that it was asked.
      await server.metrics();
      const flooded = await floodFor(1 / 2);
      const metrics = await server.metrics();
      const processorMs = (await server.processorMs()) - processorBefore;
      halves.push({ flooded, metrics, processorMs });
      memory.push(await memoryOf(server));
    }
    return { folder: what, limits, memory, ...joined(halves) };
  } finally {
    await server.stop();
  }
}

async function memoryOf(server: ServerProcess): Promise<LoadRow["memory"][number]> {
  const resident = (await server.residentBytes()) / MEGABYTE;
  return { resident, heap: (await server.memory()).heapUsed / MEGABYTE };
}

/** What came of half of the time. */
interface Half {
  readonly flooded: Flooded;
  readonly metrics: ReadonlyMap<string, number>;
  readonly processorMs: number;
}

function joined(halves: readonly Half[]): Omit<LoadRow, "folder" | "limits" | "memory"> {
  const sum = (value: (half: Half) => number) => halves.reduce((total, half) => total + value(half), 0);
  const most = (name: string) => Math.max(...halves.map(({ metrics }) => metrics.get(name) ?? Number.NaN));
  const statuses: Record<string, number> = {};
  for (const [status, count] of halves.flatMap(({ flooded }) => Object.entries(flooded.statuses))) {
    statuses[status] = (statuses[status] ?? 0) + count;
  }
  return {
    statuses,
    passages: most("footnote_index_passages"),
    seconds: sum(({ flooded }) => flooded.seconds),
    answeredMs: halves.flatMap(({ flooded }) => flooded.answeredMs),
    brokenStreams: sum(({ flooded }) => flooded.brokenStreams),
    errors: sum(({ flooded }) => flooded.errors),
    hangUps: sum(({ flooded }) => flooded.hangUps),
    processorMs: sum(({ processorMs }) => processorMs),
    eventLoopP99Ms: 1000 * most("nodejs_eventloop_lag_p99_seconds"),
    eventLoopMaxMs: 1000 * most("nodejs_eventloop_lag_max_seconds"),
  };
}
