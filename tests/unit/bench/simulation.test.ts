import { expect, it } from "vitest";
import { createRandom } from "../../../bench/corpus/random.js";
import { EventQueue } from "../../../bench/simulation/event-queue.js";
import { simulate } from "../../../bench/simulation/simulate.js";

/** Times that don't spread, so that what must come out is known. */
const CLUSTER = {
  servers: 4,
  databases: 2,
  databaseCores: 2,
  serverMs: 10,
  databaseMs: 20,
  networkMs: 1,
  queries: 3,
  spread: 0,
};

it("events run in the order of time, whatever the order in which they came", () => {
  const random = createRandom(7);
  const events = new EventQueue();
  const seen: number[] = [];
  for (let i = 0; i < 500; i++) {
    events.in(random() * 100, () => {
      seen.push(events.now);
      if (seen.length % 5 === 0) {
        events.in(random() * 10, () => seen.push(events.now));
      }
    });
  }
  events.run();
  expect(seen.length).toBeGreaterThan(500);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

it("a question that meets no other takes the sum of its parts", () => {
  const { p50, p95 } = simulate(CLUSTER, 0.1, 100, createRandom(1));
  expect(p50).toBeCloseTo(33, 6);
  expect(p95).toBeCloseTo(33, 6);
});

it("as many questions pass as the scarcest part can bear, which is busy then", () => {
  // Four cores of databases bear 200 a second, four servers 400.
  const { questionsPerSecond, databasesBusy, serversBusy, p95 } = simulate(
    CLUSTER,
    800,
    20_000,
    createRandom(1),
  );
  expect(questionsPerSecond).toBeGreaterThan(195);
  expect(questionsPerSecond).toBeLessThanOrEqual(200);
  expect(databasesBusy).toBeGreaterThan(0.97);
  expect(serversBusy).toBeCloseTo(0.5, 1);
  expect(p95).toBeGreaterThan(1000);
});
