import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ANSWER_THRESHOLD,
  calibrate,
  thresholdOf,
  uncalibrate,
} from "../../../../src/answering/refusal/answerability.js";
import { loadCalibration, saveCalibration } from "../../../../src/answering/refusal/calibration-file.js";
import type { Fingerprint } from "../../../../src/core/ports/embedder.js";
import { LocalDriver } from "../../../../src/store/local/local-driver.js";

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe("calibrate", () => {
  it("moves the threshold to one half, keeps the order, and can be taken back", () => {
    fc.assert(
      fc.property(probability, probability, (answerability, threshold) => {
        expect(calibrate(threshold, threshold)).toBeCloseTo(ANSWER_THRESHOLD, 9);
        const calibrated = calibrate(answerability, threshold);
        if (answerability > threshold) {
          expect(calibrated).toBeGreaterThanOrEqual(ANSWER_THRESHOLD);
        }
        if (answerability < threshold) {
          expect(calibrated).toBeLessThanOrEqual(ANSWER_THRESHOLD);
        }
        expect(uncalibrate(calibrated, threshold)).toBeCloseTo(answerability, 6);
      }),
    );
  });

  it.each([0, 1])("leaves %i as it is", (answerability) => {
    expect(calibrate(answerability, 0.3)).toBe(answerability);
  });
});

describe("thresholdOf", () => {
  const german = { question: "de", passage: "de" };
  it("is the index's own where it was calibrated, and the built-in one elsewhere", () => {
    const calibration = { thresholds: { "de>de": 0.7 } };
    expect(thresholdOf(calibration, german)).toBe(0.7);
    expect(thresholdOf(undefined, german)).toBe(0.5);
    expect(thresholdOf(calibration, { question: "fr", passage: "fr" })).toBe(0.5);
    expect(thresholdOf(calibration, { question: "fr", passage: "de" })).toBe(0.5);
  });
});

describe("the calibration of an index", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-calibration-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const fingerprint: Fingerprint = {
    model: "m",
    revision: "1",
    dimension: 2,
    pooling: "mean",
    prefix: { query: "", passage: "" },
    quantisation: "fp32",
  };
  const direction = (threshold: number) => ({
    threshold,
    answerable: 100,
    unanswerable: 50,
    falseRefusal: 0.04,
    trueRefusal: 0.9,
  });

  it("is kept in its folder, one direction beside the other", async () => {
    expect(await loadCalibration(new LocalDriver(dir), fingerprint)).toBeUndefined();
    await saveCalibration(new LocalDriver(dir), fingerprint, { "de>de": direction(0.4) });
    await saveCalibration(new LocalDriver(dir), fingerprint, { "en>de": direction(0.3) });
    await saveCalibration(new LocalDriver(dir), fingerprint, { "de>de": direction(0.45) });
    expect(await loadCalibration(new LocalDriver(dir), fingerprint)).toEqual({
      thresholds: { "de>de": 0.45, "en>de": 0.3 },
    });
    expect(await readdir(dir)).toEqual(["calibration.json"]);
  });

  it("doesn't count for another embedder, and is replaced by its own", async () => {
    await saveCalibration(new LocalDriver(dir), fingerprint, { "de>de": direction(0.4) });
    const other = { ...fingerprint, revision: "2" };
    expect(await loadCalibration(new LocalDriver(dir), other)).toBeUndefined();
    await saveCalibration(new LocalDriver(dir), other, { "en>en": direction(0.6) });
    expect(await loadCalibration(new LocalDriver(dir), other)).toEqual({ thresholds: { "en>en": 0.6 } });
  });

  it.each(["{", "[]", '{"version": 1, "embedder": "", "directions": {"de>de": {"threshold": 2}}}'])(
    "is an error that says how to mend it where it reads %s",
    async (content) => {
      await writeFile(join(dir, "calibration.json"), content);
      await expect(loadCalibration(new LocalDriver(dir), fingerprint)).rejects.toMatchObject({
        code: "invalid_configuration",
        message: expect.stringMatching(/calibration\.json.*--calibrate/),
      });
    },
  );
});
