import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { makeDataSet } from "../corpus/made-data-set.js";
import { dropSchema, query } from "../database.js";
import { runFootnote, runScript } from "../process/run.js";
import { searchFigures } from "../search/search-figures.js";
import type { ScaleRow } from "./scale-figures.js";

/** A store to measure. */
export interface MeasuredStore {
  /** For a person. */
  readonly name: string;
  /** What configures it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it is a database. */
  readonly url?: string;
}

/** Two rounds of 500. */
const QUESTIONS = 1000;

/** One document of so many is kept back and added later. */
const KEPT_BACK = 100;

const MEGABYTE = 1024 * 1024;
const ingestReport = z.object({ passages: z.number() });

/**
 * Ingests made documents into a new index of a store and searches it, with the commands that users run.
 * @param work an empty folder, or one that another store was measured in: the documents are made once
 */
export async function measureScale(
  work: string,
  documents: number,
  { name, env, url }: MeasuredStore,
): Promise<ScaleRow> {
  const made = join(work, `made-${documents}`);
  const index = join(work, `index-${documents}`);
  const schema = `bench_${documents}`;
  const environment = { ...env, ...(url !== undefined && { STORE: url, STORE_SCHEMA: schema }) };
  const ingest = () =>
    runFootnote(["ingest", "--json", "--documents", join(made, "documents"), "--index", index], environment);
  try {
    await makeDataSet(made, documents, QUESTIONS);
    const bringBack = await keepBack(join(made, "documents"), join(work, "kept-back"));
    const first = await ingest();
    const nothing = await ingest();
    await bringBack();
    const added = await ingest();
    const script = new URL("../search/search-process.ts", import.meta.url);
    const order = { index, made: join(made, "questions.jsonl"), real: [], env: environment };
    const { printed: search } = await runScript(script, order, searchFigures);
    return {
      store: name,
      documents,
      passages: ingestReport.parse(JSON.parse(added.stdout)).passages,
      ingestSeconds: first.seconds,
      ingestMegabytes: first.peakMegabytes,
      addSeconds: added.seconds,
      nothingSeconds: nothing.seconds,
      diskMegabytes: url === undefined ? await folderMegabytes(index) : await schemaMegabytes(url, schema),
      search,
    };
  } finally {
    await rm(index, { recursive: true, force: true });
    if (url !== undefined) {
      await dropSchema(url, schema);
    }
  }
}

/** Moves one document of a hundred away. @returns what moves them back */
async function keepBack(folder: string, away: string): Promise<() => Promise<void>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
    .filter((_, i) => i % KEPT_BACK === 0);
  const moveAll = async (from: string, to: string) => {
    for (const file of files) {
      await mkdir(dirname(join(to, file)), { recursive: true });
      await rename(join(from, file), join(to, file));
    }
  };
  await moveAll(folder, away);
  return () => moveAll(away, folder);
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
