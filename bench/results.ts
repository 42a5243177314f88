import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { median } from "./spread.js";
import { table } from "./table.js";

/** What a part of the benchmarks found, with where and when, as it is committed. */
const result = z.object({
  /** ISO 8601. */
  at: z.string(),
  commit: z.string(),
  machine: z.string(),
  /** How many processes wanted a core before it began, on average over the last five minutes: 0 is a quiet machine. */
  load: z.number().optional(),
  figures: z.unknown(),
});

export type Result = z.infer<typeof result>;

const IMAGES = join(import.meta.dirname, "..", "docs", "images");
const FOLDER = join(import.meta.dirname, "results");

/** How many of the figures that have changed most are shown. */
const SHOWN = 12;

/** In a list, what tells one entry from another. */
const NAMES = ["store", "name", "what", "system", "passages", "documents"];

/** This machine and its Node, for a person. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, ${gigabytes} GB, Node ${process.version}`;
}

/** How many processes have wanted a core, on average over the last five minutes. */
export function machineLoad(): number {
  return loadavg()[1] ?? 0;
}

/**
 * Writes figures where the next run finds them.
 * @param load of the machine before they were measured
 */
export async function saveResult(part: string, figures: unknown, load: number): Promise<void> {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const saved: Result = { at: new Date().toISOString(), commit, machine: machine(), load, figures };
  await mkdir(dirname(fileOf(part)), { recursive: true });
  await writeFile(fileOf(part), `${JSON.stringify(saved, null, 2)}\n`);
}

/** Writes the charts that the documentation shows. */
export async function saveCharts(charts: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, content] of Object.entries(charts)) {
    await writeFile(join(IMAGES, file), content);
  }
}

/** @returns undefined if none was saved */
export async function readResult(part: string): Promise<Result | undefined> {
  const file = fileOf(part);
  return existsSync(file) ? result.parse(JSON.parse(await readFile(file, "utf8"))) : undefined;
}

/** The figures beside those of the last result, as ratios, the largest changes first. */
export function compare(last: Result, figures: unknown): string {
  const before = new Map(numbers(last.figures));
  const ratios = numbers(figures).flatMap(([name, now]) => {
    const then = before.get(name);
    return then === undefined || then === 0 || now === 0 ? [] : [{ name, then, now, ratio: now / then }];
  });
  const load = last.load === undefined ? "" : `, load ${last.load.toFixed(1)}`;
  const from = `Compared with ${last.commit} of ${last.at.slice(0, 10)} (${last.machine}${load})`;
  if (ratios.length === 0) {
    return `${from}: no figure is in both.`;
  }
  const middle = median(ratios.map(({ ratio }) => ratio));
  const most = ratios
    .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))
    .slice(0, SHOWN)
    .map(({ name, then, now, ratio }) => [
      name,
      then.toPrecision(3),
      now.toPrecision(3),
      `${ratio.toFixed(2)} ×`,
    ]);
  const summary = `${from}: ${ratios.length} figures, at the median ${middle.toFixed(2)} times what they were.`;
  return `${summary}\n\n${table(["changed most", "then", "now", "ratio"], most)}`;
}

function fileOf(part: string): string {
  return join(FOLDER, `${part}.json`);
}

/** All numbers of a JSON value, by the path to them. */
function numbers(value: unknown, path = ""): [string, number][] {
  if (typeof value === "number") {
    return [[path, value]];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry, i) => numbers(entry, `${path} ${nameOf(entry) ?? i}`.trim()));
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => numbers(entry, `${path} ${key}`.trim()));
  }
  return [];
}

function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null) {
    return undefined;
  }
  const names = Object.entries(entry).filter(([key]) => NAMES.includes(key));
  return names.length === 0 ? undefined : names.map(([, value]) => String(value)).join(", ");
}
