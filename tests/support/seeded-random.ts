import process from "node:process";
import { onTestFailed } from "vitest";

/**
 * Random numbers from 0 up to 1 for a test (mulberry32). Their seed is `FOOTNOTE_TEST_SEED`, or a fresh one; a test that
 * fails prints it. To be called within a test. fast-check has seeds of its own, which it prints likewise.
 */
export function seededRandom(): () => number {
  const seed = Number(process.env["FOOTNOTE_TEST_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  onTestFailed(() => {
    process.stderr.write(`To repeat this test with the same random numbers: FOOTNOTE_TEST_SEED=${seed}\n`);
  });
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
