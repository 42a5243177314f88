import fc from "fast-check";
import { expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import type { EmbeddingRole } from "../../../src/core/ports/embedder.js";
import { BoundedQueue } from "../../../src/embedding/bounded-queue.js";
import { settle } from "../../support/models/scripted-embedder.js";

/** Work that runs until it is told to end, and what has started so far. */
class Workshop {
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  work(name: string): () => Promise<string> {
    return () => {
      this.started.push(name);
      return new Promise((resolve) => this.#ends.set(name, () => resolve(name)));
    };
  }

  get running(): string[] {
    return [...this.#ends.keys()];
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    this.#ends.delete(name);
    await settle();
  }
}

it("passages wait for a place, and a question has one of its own", async () => {
  const queue = new BoundedQueue(2);
  const shop = new Workshop();
  for (const name of ["p1", "p2", "p3"]) {
    void queue.run("passage", shop.work(name));
  }
  void queue.run("query", shop.work("q1"));
  await settle();
  expect(shop.started).toEqual(["p1", "q1"]);
  await shop.end("p1");
  expect(shop.started).toEqual(["p1", "q1", "p2"]);
});

it("a place that both roles may take goes to the question", async () => {
  const queue = new BoundedQueue(3);
  const shop = new Workshop();
  for (const name of ["p1", "p2", "p3"]) {
    void queue.run("passage", shop.work(name));
  }
  for (const name of ["q1", "q2"]) {
    void queue.run("query", shop.work(name));
  }
  await settle();
  expect(shop.started).toEqual(["p1", "p2", "q1"]);
  await shop.end("p1");
  expect(shop.started).toEqual(["p1", "p2", "q1", "q2"]);
});

it("however many questions there are, passages keep a place", async () => {
  const queue = new BoundedQueue(2);
  const shop = new Workshop();
  for (let i = 0; i < 5; i++) {
    void queue.run("query", shop.work(`q${i}`));
  }
  void queue.run("passage", shop.work("p"));
  await settle();
  expect(shop.started).toEqual(["q0", "p"]);
});

it("an aborted task leaves the queue at once, and doesn't start", async () => {
  const queue = new BoundedQueue(2);
  const shop = new Workshop();
  const controller = new AbortController();
  void queue.run("passage", shop.work("p1"));
  const aborted = queue.run("passage", shop.work("p2"), controller.signal);
  void queue.run("passage", shop.work("p3"));
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ code: "aborted" });
  await shop.end("p1");
  expect(shop.started).toEqual(["p1", "p3"]);
});

it("closing rejects tasks that wait and that come later, and lets those that run end", async () => {
  const queue = new BoundedQueue(2);
  const shop = new Workshop();
  const running = queue.run("passage", shop.work("p1"));
  const waiting = queue.run("passage", shop.work("p2"));
  await settle();
  queue.close(new FootnoteError("embedding_failed", "closed"));
  await expect(waiting).rejects.toMatchObject({ code: "embedding_failed" });
  await expect(queue.run("query", shop.work("q"))).rejects.toMatchObject({ code: "embedding_failed" });
  await shop.end("p1");
  expect(await running).toBe("p1");
  expect(shop.started).toEqual(["p1"]);
});

it("a task that fails frees its slot", async () => {
  const queue = new BoundedQueue(2);
  await expect(queue.run("passage", () => Promise.reject(new Error("bad")))).rejects.toThrow("bad");
  expect(await queue.run("passage", () => Promise.resolve("good"))).toBe("good");
});

it("a queue without a slot for each role is rejected", () => {
  expect(() => new BoundedQueue(1)).toThrow(RangeError);
});

type Step = { readonly kind: EmbeddingRole | "end" | "abort"; readonly pick: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ kind: fc.constantFrom("query", "passage", "end", "abort"), pick: fc.nat(20) }),
  { maxLength: 40 },
);

const ofRole = (names: Iterable<string>, role: EmbeddingRole) =>
  [...names].filter((name) => name.startsWith(role));

/** A queue with work that comes, ends and is aborted; names begin with the role. */
class BusyQueue {
  readonly shop = new Workshop();
  readonly outcomes = new Map<string, Promise<string>>();
  readonly aborted = new Set<string>();
  readonly #controllers = new Map<string, AbortController>();
  readonly #queue: BoundedQueue;

  constructor(concurrency: number) {
    this.#queue = new BoundedQueue(concurrency);
  }

  get waiting(): string[] {
    return [...this.outcomes.keys()].filter(
      (name) => !this.shop.started.includes(name) && !this.aborted.has(name),
    );
  }

  async take({ kind, pick }: Step): Promise<void> {
    if (kind === "end") {
      await this.shop.end(chosen(this.shop.running, pick));
    } else if (kind === "abort") {
      this.#abort(chosen(this.waiting, pick));
    } else {
      this.#bring(kind);
    }
    await settle();
  }

  #abort(name: string): void {
    if (this.#controllers.has(name)) {
      this.aborted.add(name);
    }
    this.#controllers.get(name)?.abort();
  }

  #bring(role: EmbeddingRole): void {
    const name = `${role} ${this.outcomes.size}`;
    const controller = new AbortController();
    this.#controllers.set(name, controller);
    const run = this.#queue.run(role, this.shop.work(name), controller.signal);
    const outcome = run.catch(() => "aborted");
    this.outcomes.set(name, outcome);
  }
}

function chosen(names: readonly string[], pick: number): string {
  return names[pick % Math.max(1, names.length)] ?? "";
}

function expectFullUse({ shop, waiting }: BusyQueue, concurrency: number): void {
  expect(shop.running.length).toBeLessThanOrEqual(concurrency);
  for (const role of ["query", "passage"] as const) {
    const running = ofRole(shop.running, role).length;
    expect(running).toBeLessThan(concurrency);
    const couldRun = shop.running.length < concurrency && running < concurrency - 1;
    if (couldRun) {
      expect(ofRole(waiting, role)).toEqual([]);
    }
  }
}

it("whatever comes and goes: slots are kept to and used, roles keep their order, all comes to an end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 5 }), steps, async (concurrency, script) => {
      const busy = new BusyQueue(concurrency);
      for (const step of script) {
        await busy.take(step);
        expectFullUse(busy, concurrency);
      }
      const { shop, outcomes, aborted } = busy;
      while (shop.running.length > 0) {
        await shop.end(chosen(shop.running, 0));
      }
      for (const [name, outcome] of outcomes) {
        expect(await outcome).toBe(aborted.has(name) ? "aborted" : name);
      }
      for (const role of ["query", "passage"] as const) {
        const inOrder = ofRole(outcomes.keys(), role).filter((name) => !aborted.has(name));
        expect(ofRole(shop.started, role)).toEqual(inOrder);
      }
    }),
    { numRuns: 50 },
  );
});
