import { z } from "zod";
import { FootnoteError } from "../core/errors.js";
import { INDEX, isBackedUpName } from "./names.js";

/** Goes up with every change of the archive that an older Footnote couldn't read. */
export const BACKUP_VERSION = 1;

const COUNT = z.number().int().nonnegative();

const VERSION_SCHEMA = z.object({ footnoteBackup: z.number().int().positive(), footnote: z.string() });

const SCHEMA = VERSION_SCHEMA.extend({
  footnoteBackup: z.literal(BACKUP_VERSION),
  createdAt: z.iso.datetime(),
  store: z.string(),
  index: z.object({
    formatVersion: COUNT,
    generation: COUNT,
    fingerprint: z.object({
      model: z.string(),
      revision: z.string(),
      dimension: z.number().int().positive(),
      pooling: z.enum(["mean", "cls", "last_token", "unknown"]),
      prefix: z.object({ query: z.string(), passage: z.string() }),
      quantisation: z.string(),
    }),
    analysis: z
      .object({
        passages: z.number().int(),
        terms: z.number().int(),
        loaders: z.record(z.string(), z.number().int()),
        ocr: z.string().exactOptional(),
      })
      .nullable(),
    documents: COUNT,
    passages: COUNT,
  }),
  files: z
    .array(
      z.object({
        name: z.string().refine(isBackedUpName),
        bytes: COUNT,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        modifiedMs: COUNT,
      }),
    )
    .refine((files) => files.some(({ name }) => name === INDEX)),
});

/** What a backup says of itself: what made it, the state of its index, and every other file in it. */
export type BackupManifest = z.output<typeof SCHEMA>;

/** A file of a backup. */
export type BackupFile = BackupManifest["files"][number];

/**
 * Reads a manifest.
 * @returns undefined if it is none
 * @throws FootnoteError `backup_too_new`
 */
export function parseManifest(text: string): BackupManifest | undefined {
  const value = parseJson(text);
  const version = VERSION_SCHEMA.safeParse(value);
  if (version.success && version.data.footnoteBackup > BACKUP_VERSION) {
    throw new FootnoteError(
      "backup_too_new",
      `The backup was made by Footnote ${printable(version.data.footnote)}, in a form that this version doesn't read. Update Footnote, then restore it. Nothing was changed.`,
    );
  }
  return SCHEMA.safeParse(value).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function printable(version: string): string {
  return version.replace(/[^\w.+-]/g, "").slice(0, 40);
}
