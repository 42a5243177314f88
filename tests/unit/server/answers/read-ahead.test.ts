import { describe, expect, it, vi } from "vitest";
import { readAhead } from "../../../../src/server/answers/read-ahead.js";
import { waitFor } from "../../../support/wait-for.js";

async function* numbers(count: number, error?: Error) {
  for (let value = 1; value <= count; value += 1) {
    yield { value };
  }
  if (error !== undefined) {
    throw error;
  }
}

describe("events that are read ahead", () => {
  it("come in their order", async () => {
    const read: number[] = [];
    for await (const { value } of readAhead(numbers(5), () => {})) {
      read.push(value);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read).toEqual([1, 2, 3, 4, 5]);
  });

  it("are taken from their source however slowly they are read", async () => {
    const ended = vi.fn();
    const events = readAhead(numbers(1000), ended);
    expect((await events.next()).value).toEqual({ value: 1 });
    await waitFor(() => expect(ended).toHaveBeenCalledOnce());
    expect((await events.next()).value).toEqual({ value: 2 });
  });

  it("end with the source's error, after those before it", async () => {
    const ended = vi.fn();
    const events = readAhead(numbers(2, new Error("broken")), ended);
    const read: number[] = [];
    const reading = (async () => {
      for await (const { value } of events) {
        read.push(value);
      }
    })();
    await expect(reading).rejects.toThrow("broken");
    expect(read).toEqual([1, 2]);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("aren't taken any more once nobody reads them", async () => {
    const closed = vi.fn();
    let isStopped = false;
    async function* endless() {
      try {
        while (!isStopped) {
          yield {};
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        closed();
      }
    }
    const events = readAhead(endless(), () => {});
    await events.next();
    await events.return();
    await waitFor(() => expect(closed).toHaveBeenCalledOnce()).finally(() => {
      isStopped = true;
    });
  });
});
