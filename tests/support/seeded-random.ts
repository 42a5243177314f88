import process from "node:process";
import { onTestFailed } from "vitest";
import { createRandom } from "../../bench/corpus/random.js";

/**
 * Random numbers from 0 up to 1 for a test. Their seed is `FOOTNOTE_TEST_SEED`, or a fresh one; a test that
 * fails prints it. To be called within a test. fast-check has seeds of its own, which it prints likewise.
 */
export function seededRandom(): () => number {
  const seed = Number(process.env["FOOTNOTE_TEST_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  onTestFailed(() => {
    process.stderr.write(`To repeat this test with the same random numbers: FOOTNOTE_TEST_SEED=${seed}\n`);
  });
  return createRandom(seed);
}
