import { z } from "zod";
import { FootnoteError } from "../../core/errors.js";
import type { Fingerprint } from "../../core/ports/embedder.js";
import type { StoreDriver } from "../../core/ports/store/driver.js";
import type { Calibration } from "./answerability.js";

/** What it is kept by with the index. */
export const CALIBRATION = "calibration.json";

/** Where thresholds are kept. */
type Attachments = Pick<StoreDriver, "attachment">;

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
 * @throws FootnoteError `invalid_configuration` if that isn't what `saveCalibration` writes
 */
export async function loadCalibration(
  index: Attachments,
  fingerprint: Fingerprint,
): Promise<Calibration | undefined> {
  const stored = await read(index);
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
  index: Attachments,
  fingerprint: Fingerprint,
  directions: CalibratedDirections,
): Promise<void> {
  const stored = await read(index).catch(() => undefined);
  const embedder = nameOf(fingerprint);
  const kept = stored?.embedder === embedder ? stored.directions : {};
  const content = { version: 1, embedder, directions: { ...kept, ...directions } };
  await index.attachment(CALIBRATION).write(`${JSON.stringify(content, null, 2)}\n`);
}

async function read(index: Attachments): Promise<z.output<typeof SCHEMA> | undefined> {
  try {
    const text = await index.attachment(CALIBRATION).read();
    return text === undefined ? undefined : SCHEMA.parse(JSON.parse(text));
  } catch (cause) {
    throw new FootnoteError(
      "invalid_configuration",
      `${CALIBRATION} in the index folder can't be read; remove it, or run eval with --calibrate again`,
      { cause },
    );
  }
}

function nameOf({ model, revision, dimension, pooling, prefix, quantisation }: Fingerprint): string {
  return JSON.stringify([model, revision, dimension, pooling, prefix.query, prefix.passage, quantisation]);
}
