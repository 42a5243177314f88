import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { INSTALLATION } from "../../src/config/installation.js";
import { percentile } from "../../src/evaluation/metrics/statistics.js";
import type { BenchOptions, Report } from "../report.js";
import { table } from "../table.js";
import { type FileThatRan, observeCommand } from "./observed-command.js";

interface Footprint {
  readonly files: number;
  readonly functions: number;
  readonly rooms: Readonly<Record<string, RoomFootprint>>;
  readonly ran: readonly FileThatRan[];
}

interface RoomFootprint {
  readonly files: number;
  readonly functions: number;
}

interface SourceFiles {
  readonly files: number;
  readonly medianLines: number;
}

interface Figures {
  readonly source: SourceFiles;
  readonly question: Footprint;
  readonly ingest: Footprint;
}

/** The shipped document answers it. */
const QUESTION = "Wann wollte Kirgisistan vermitteln?";

const NEW_DOCUMENT =
  "Der Turm ist 30 Meter hoch. Er wurde 1902 gebaut.\n\nDas Haus daneben steht seit 1870 an dieser Stelle.\n";

/**
 * How much of a checkout's code one question and one ingest run through: the functions that V8's precise coverage
 * counts in the main process, and the files they are in. The first question after the start is taken, since nothing
 * is remembered yet. The ingest is that of one new document beside an old one, by a command that watches the folder.
 */
export async function benchFootprint(options: BenchOptions): Promise<Report> {
  const checkout = resolve(options.checkout ?? INSTALLATION.root);
  const figures: Figures = {
    source: await countSourceFiles(join(checkout, "src")),
    question: await withDocuments((documents, index) => runQuestion(checkout, documents, index)),
    ingest: await withDocuments((documents, index) => runIngest(checkout, documents, index)),
  };
  return { figures, markdown: describe(figures) };
}

async function withDocuments<T>(work: (documents: string, index: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  try {
    const documents = join(folder, "documents");
    // Those of this checkout also for another, so that both do the same work.
    await cp(join(INSTALLATION.root, "documents"), documents, { recursive: true });
    return await work(documents, join(folder, "index"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runQuestion(checkout: string, documents: string, index: string): Promise<Footprint> {
  const command = observeCommand(checkout, ["serve", "--documents", documents, "--index", index], {
    HOST: "127.0.0.1",
    PORT: "0",
    WATCH: "off",
    LOG_LEVEL: "silent",
  });
  try {
    const [url] = await command.line(/http:\/\/[\d.:]+/);
    await command.idle();
    return footprint(await command.during(() => ask(url)));
  } finally {
    await command.stop();
  }
}

async function ask(url: string): Promise<void> {
  const response = await fetch(new URL("/api/chat", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }], stream: false }),
  });
  const body = await response.text();
  if (!response.ok || !body.includes('"answered":true')) {
    throw new Error(`The question was to be answered, but the server sent ${response.status}:\n${body}`);
  }
}

async function runIngest(checkout: string, documents: string, index: string): Promise<Footprint> {
  const command = observeCommand(
    checkout,
    ["ingest", "--watch", "--json", "--documents", documents, "--index", index],
    {},
  );
  try {
    await command.line(/^Watching /);
    // The watcher begins with an ingest of its own.
    await command.idle();
    return footprint(
      await command.during(async () => {
        await writeFile(join(documents, "tower.txt"), NEW_DOCUMENT);
        await command.line(/"added":\["tower\.txt"\]/);
      }),
    );
  } finally {
    await command.stop();
  }
}

function footprint(ran: readonly FileThatRan[]): Footprint {
  const rooms: Record<string, RoomFootprint> = {};
  for (const { file, functions } of ran) {
    const room = file.slice(0, file.indexOf("/"));
    const before = rooms[room] ?? { files: 0, functions: 0 };
    rooms[room] = { files: before.files + 1, functions: before.functions + functions.length };
  }
  const functions = ran.reduce((sum, file) => sum + file.functions.length, 0);
  return { files: ran.length, functions, rooms, ran };
}

async function countSourceFiles(folder: string): Promise<SourceFiles> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const lines = texts.map((text) => text.split("\n").length - 1);
  return { files: names.length, medianLines: percentile(lines, 0.5) ?? Number.NaN };
}

function describe({ source, question, ingest }: Figures): string {
  const rooms = [...new Set([...Object.keys(question.rooms), ...Object.keys(ingest.rooms)])].toSorted();
  const cells = (part: RoomFootprint | undefined) => [
    String(part?.files ?? ""),
    String(part?.functions ?? ""),
  ];
  const both = table(
    ["room", "a question: files", "functions", "an ingest: files", "functions"],
    [
      ...rooms.map((room) => [room, ...cells(question.rooms[room]), ...cells(ingest.rooms[room])]),
      ["all", ...cells(question), ...cells(ingest)],
    ],
  );
  return `${source.files} source files, with ${source.medianLines} lines in the median\n\n${both}`;
}
