import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { FootnoteError } from "../../core/errors.js";
import { isMissingFile } from "../../core/missing-file.js";
import type { Fingerprint } from "../../core/ports/embedder.js";
import type { Calibration } from "./calibration.js";

/** The file's name in the folder of the index. */
const FILE = "calibration.json";

const SHARE = z.number().min(0).max(1);

const SCHEMA = z.object({
  version: z.literal(1),
  /** Confidences of another embedder have another scale. */
  embedder: z.string(),
  directions: z.record(
    z.string(),
    z.object({
      threshold: z.number().gt(0).lt(1),
      answerable: z.number(),
      unanswerable: z.number(),
      falseRefusal: SHARE,
      trueRefusal: SHARE,
    }),
  ),
});

/** Thresholds with what they were derived from, by direction. */
export type CalibratedDirections = z.output<typeof SCHEMA>["directions"];

/**
 * The thresholds that are stored with an index.
 * @returns undefined if there are none, or they were derived with another embedder
 * @throws FootnoteError `invalid_configuration` if the file isn't what `saveCalibration` writes
 */
export async function loadCalibration(
  indexDir: string,
  fingerprint: Fingerprint,
): Promise<Calibration | undefined> {
  const stored = await read(indexDir);
  if (stored?.embedder !== nameOf(fingerprint)) {
    return undefined;
  }
  const thresholds = Object.entries(stored.directions).map(
    ([key, { threshold }]) => [key, threshold] as const,
  );
  return { thresholds: Object.fromEntries(thresholds) };
}

/** Stores thresholds with an index; those of other directions stay, if they are of the same embedder. */
export async function saveCalibration(
  indexDir: string,
  fingerprint: Fingerprint,
  directions: CalibratedDirections,
): Promise<void> {
  const stored = await read(indexDir).catch(() => undefined);
  const embedder = nameOf(fingerprint);
  const kept = stored?.embedder === embedder ? stored.directions : {};
  const content = { version: 1, embedder, directions: { ...kept, ...directions } };
  await mkdir(indexDir, { recursive: true });
  const file = path.join(indexDir, FILE);
  await writeFile(`${file}.tmp`, `${JSON.stringify(content, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
}

async function read(indexDir: string): Promise<z.output<typeof SCHEMA> | undefined> {
  const file = path.join(indexDir, FILE);
  try {
    return SCHEMA.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    if (isMissingFile(cause)) {
      return undefined;
    }
    throw new FootnoteError(
      "invalid_configuration",
      `${FILE} in the index folder can't be read; remove it, or run eval with --calibrate again`,
      { cause },
    );
  }
}

function nameOf({ model, revision, dimension, pooling, prefix, quantisation }: Fingerprint): string {
  return JSON.stringify([model, revision, dimension, pooling, prefix.query, prefix.passage, quantisation]);
}
