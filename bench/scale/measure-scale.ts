import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { makeDataSet } from "../corpus/made-data-set.js";
import { dropSchema, query } from "../database.js";
import { type Cost, runFootnote, runScript } from "../process/run.js";
import { searchFigures } from "../search/search-figures.js";
import { firstIngest, type ScaleRow } from "./scale-figures.js";
import type { MeasuredStore } from "./stores.js";

/** Two rounds of 500. */
const QUESTIONS = 1000;

/** One document of so many is taken away and added again. */
const TAKEN_AWAY = 100;

const MEGABYTE = 1024 * 1024;
const ingestReport = z.object({ passages: z.number() });

/** Where documents and indexes are. */
export interface ScaleFolder {
  readonly path: string;
  /** Whether an index that is there is measured as it is, and a new one is left there for the next run. */
  readonly isKept: boolean;
}

/**
 * Ingests made documents into an index of a store and searches it, with the commands that users run.
 * @param folder an empty one, or one in which something was measured before: the documents are made once
 */
export async function measureScale(
  { path: work, isKept }: ScaleFolder,
  documents: number,
  { id, name, env, url }: MeasuredStore,
): Promise<ScaleRow> {
  const made = join(work, `made-${documents}`);
  const index = join(work, `index-${documents}-${id}`);
  const schema = `bench_${documents}`;
  const environment = { ...env, ...(url !== undefined && { STORE_SCHEMA: schema }) };
  const ingest = () =>
    runFootnote(["ingest", "--json", "--documents", join(made, "documents"), "--index", index], environment);
  try {
    await makeDataSet(made, documents, QUESTIONS);
    const first = await firstIngestOf(`${index}.json`, ingest);
    const nothing = await ingest();
    const added = await addAgain(join(made, "documents"), `${made}-away`, ingest);
    const script = new URL("../search/search-process.ts", import.meta.url);
    const order = { index, made: join(made, "questions.jsonl"), real: [], env: environment };
    const { printed: search } = await runScript(script, order, searchFigures);
    return {
      store: name,
      documents,
      passages: ingestReport.parse(JSON.parse(added.stdout)).passages,
      at: new Date().toISOString(),
      ingestSeconds: first.seconds,
      ingestMegabytes: first.peakMegabytes,
      ingestProcessorSeconds: first.processorSeconds,
      addSeconds: added.seconds,
      nothingSeconds: nothing.seconds,
      diskMegabytes: url === undefined ? await folderMegabytes(index) : await schemaMegabytes(url, schema),
      search,
    };
  } finally {
    if (!isKept) {
      await rm(index, { recursive: true, force: true });
      await rm(`${index}.json`, { force: true });
      await (url === undefined ? undefined : dropSchema(url, schema));
    }
  }
}

/** What the first ingest cost: of an index that was kept, what the run that made it noted beside it. */
async function firstIngestOf(note: string, ingest: () => Promise<Cost>): Promise<Cost> {
  if (!existsSync(note)) {
    await writeFile(note, `${JSON.stringify(firstIngest.parse(await ingest()))}\n`);
  }
  return firstIngest.parse(JSON.parse(await readFile(note, "utf8")));
}

/** An ingest that adds one document of a hundred, which one before has removed. */
async function addAgain<T>(folder: string, away: string, ingest: () => Promise<T>): Promise<T> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
    .filter((_, i) => i % TAKEN_AWAY === 0);
  const moveAll = async (from: string, to: string) => {
    for (const file of files) {
      await mkdir(dirname(join(to, file)), { recursive: true });
      await rename(join(from, file), join(to, file));
    }
  };
  await moveAll(folder, away);
  try {
    await ingest();
  } finally {
    await moveAll(away, folder);
    await rm(away, { recursive: true });
  }
  return ingest();
}

async function folderMegabytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(folder, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / MEGABYTE;
}

/** Tables with their indexes and long values. */
async function schemaMegabytes(url: string, schema: string): Promise<number> {
  const text = `SELECT sum(pg_total_relation_size(c.oid))::float8 AS bytes FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '${schema}' AND c.relkind IN ('r', 'p')`;
  const [row] = await query<{ bytes: number | null }>(url, text);
  return (row?.bytes ?? 0) / MEGABYTE;
}
