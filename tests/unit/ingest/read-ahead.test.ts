import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { readAhead } from "../../../src/ingest/read-ahead.js";

const never = new AbortController().signal;

async function collect<T, R>(results: AsyncIterable<{ readonly item: T; readonly result: R }>): Promise<R[]> {
  const all: R[] = [];
  for await (const { result } of results) {
    all.push(result);
  }
  return all;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe("reading ahead", () => {
  it("gives every result in order and never has more under way than it may", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9 })),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 20 }),
        async (weights, items, weight) => {
          const results: number[] = [];
          const start = async (index: number) => {
            // Started, and not the one whose turn it is.
            const ahead = weights.slice(results.length + 1, index + 1);
            expect(ahead.length).toBeLessThanOrEqual(items);
            expect(ahead.length <= 1 || sum(ahead) <= weight).toBe(true);
            // The later ones end first.
            for (let i = index; i < weights.length; i++) {
              await undefined;
            }
            return index;
          };
          const indices = [...weights.keys()];
          const weigh = (index: number) => weights[index] ?? 0;
          for await (const { result } of readAhead(indices, start, { items, weight, weigh, signal: never })) {
            results.push(result);
          }
          expect(results).toEqual(indices);
        },
      ),
    );
  });

  it("starts the next items while a result is being used", async () => {
    const started: number[] = [];
    const start = async (item: number) => started.push(item);
    const options = { items: 2, weight: 10, weigh: () => 1, signal: never };
    const results = readAhead([1, 2, 3, 4], start, options);
    await results.next();
    expect(started).toEqual([1, 2, 3]);
  });

  it("ends with the first failure in order, and stops the rest", async () => {
    const signals: AbortSignal[] = [];
    const start = async (item: number, signal: AbortSignal) => {
      signals.push(signal);
      if (item === 2) {
        throw new Error("two");
      }
      return item;
    };
    const results = readAhead([1, 2, 3], start, { items: 3, weight: 10, weigh: () => 1, signal: never });
    await expect(collect(results)).rejects.toThrow("two");
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true, true]);
  });

  it("stops what is under way when nobody wants more", async () => {
    const signals: AbortSignal[] = [];
    const start = async (item: number, signal: AbortSignal) => {
      signals.push(signal);
      return item;
    };
    for await (const _ of readAhead([1, 2], start, { items: 2, weight: 10, weigh: () => 1, signal: never })) {
      break;
    }
    expect(signals.every((signal) => signal.aborted)).toBe(true);
  });

  it("doesn't mind how many listen for the end", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    onTestFinished(() => void process.off("warning", note));
    const items = Array.from({ length: 20 }, (_, i) => i);
    const start = async (item: number, signal: AbortSignal) => {
      signal.addEventListener("abort", () => {});
      return item;
    };
    await collect(readAhead(items, start, { items: 20, weight: 20, weigh: () => 1, signal: never }));
    await setImmediate();
    expect(warnings).toEqual([]);
  });
});
