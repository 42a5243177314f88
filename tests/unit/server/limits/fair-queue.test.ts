import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FairQueue, type Place } from "../../../../src/server/limits/fair-queue.js";

const callers = ["a", "b", "c"] as const;

/** A place and what has become of it. */
interface Watched {
  readonly caller: string;
  readonly place: Place;
  state: "waiting" | "running" | "refused" | "ended";
}

function watch(caller: string, place: Place): Watched {
  const watched: Watched = { caller, place, state: "waiting" };
  void place.turn.then((isTurn) => {
    if (watched.state === "waiting") {
      watched.state = isTurn ? "running" : "refused";
    }
  });
  return watched;
}

/** Lets promises that are settled call back. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant("enter"), which: fc.nat({ max: 2 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("end"), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("abandon"), which: fc.nat() }) },
  ),
  { maxLength: 40 },
);

type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

/** A queue and all that has entered it. */
class Watch {
  readonly all: Watched[] = [];
  constructor(private readonly queue: FairQueue) {}

  inState(state: Watched["state"]): Watched[] {
    return this.all.filter((each) => each.state === state);
  }

  async take(step: Step): Promise<void> {
    if (step.do === "enter") {
      const caller = callers[step.which % callers.length] ?? "a";
      this.all.push(watch(caller, this.queue.enter(caller)));
    } else {
      const among = this.inState(step.do === "end" ? "running" : "waiting");
      leave(among[step.which % Math.max(1, among.length)]);
    }
    await settle();
  }

  async endAll(): Promise<void> {
    for (let running = this.inState("running"); running.length > 0; running = this.inState("running")) {
      running.forEach(leave);
      await settle();
    }
  }
}

function leave(watched: Watched | undefined): void {
  if (watched !== undefined) {
    watched.state = "ended";
    watched.place.leave();
    watched.place.leave();
  }
}

describe("the queue", () => {
  it("runs as many as it may, holds as many as it may, and loses none", async () => {
    const options = fc.record({ concurrency: fc.integer({ min: 1, max: 3 }), capacity: fc.nat({ max: 5 }) });
    await fc.assert(
      fc.asyncProperty(options, steps, async ({ concurrency, capacity }, taken) => {
        const queue = new FairQueue({ concurrency, capacity });
        const watched = new Watch(queue);
        for (const step of taken) {
          await watched.take(step);
          expect(queue.running).toBe(watched.inState("running").length);
          expect(queue.waiting).toBe(watched.inState("waiting").length);
          expect(queue.running).toBeLessThanOrEqual(concurrency);
          expect(queue.waiting).toBeLessThanOrEqual(capacity);
          // Nobody waits while a turn is free.
          expect(queue.waiting === 0 || queue.running === concurrency).toBe(true);
        }
        await watched.endAll();
        expect(watched.inState("waiting")).toEqual([]);
        expect([queue.running, queue.waiting]).toEqual([0, 0]);
      }),
      { numRuns: 100 },
    );
  });

  it("gives every caller's first place its turn after one of each other caller at most", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { maxLength: 30 }), async (flood) => {
        const queue = new FairQueue({ concurrency: 1, capacity: 100 });
        const running = queue.enter("first");
        const order: string[] = [];
        const enter = (caller: string) => {
          const place = queue.enter(caller);
          void place.turn.then(() => {
            order.push(caller);
            place.leave();
          });
        };
        for (const which of flood) {
          enter(`flood ${which}`);
        }
        enter("polite");
        // Floods go on after it.
        for (const which of flood) {
          enter(`flood ${which}`);
        }
        running.leave();
        await settle();
        expect(order.indexOf("polite")).toBe(new Set(flood).size);
        expect(order).toHaveLength(2 * flood.length + 1);
      }),
      { numRuns: 50 },
    );
  });

  it("serves the places of one caller in their order", async () => {
    const queue = new FairQueue({ concurrency: 1, capacity: 10 });
    const first = queue.enter("a");
    const order: number[] = [];
    for (const number of [1, 2, 3]) {
      const place = queue.enter("a");
      void place.turn.then(() => {
        order.push(number);
        place.leave();
      });
    }
    first.leave();
    await settle();
    expect(order).toEqual([1, 2, 3]);
  });

  it("when it is full has room for one who has fewer places than another", async () => {
    const queue = new FairQueue({ concurrency: 1, capacity: 3 });
    queue.enter("greedy");
    const greedy = [1, 2, 3].map(() => watch("greedy", queue.enter("greedy")));
    const more = watch("greedy", queue.enter("greedy"));
    const one = watch("polite", queue.enter("polite"));
    const two = watch("polite", queue.enter("polite"));
    await settle();
    expect(greedy.map(({ state }) => state)).toEqual(["waiting", "waiting", "refused"]);
    expect([more.state, one.state, two.state]).toEqual(["refused", "waiting", "refused"]);
  });

  it("ends a turn once, however often it is told to", async () => {
    const queue = new FairQueue({ concurrency: 1, capacity: 10 });
    const first = queue.enter("a");
    const second = queue.enter("b");
    const third = watch("c", queue.enter("c"));
    first.leave();
    first.leave();
    expect(await second.turn).toBe(true);
    await settle();
    expect(third.state).toBe("waiting");
    expect([queue.running, queue.waiting]).toEqual([1, 1]);
  });
});
