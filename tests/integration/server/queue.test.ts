import { afterEach, describe, expect, it } from "vitest";
import type { AnswerEvent, AnswerRequest } from "../../../src/core/answer.js";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { config, createTestApp, errorOf, events, parseEvents, store } from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";
import { until } from "../../support/wait-for.js";

/** An answerer whose answers end when they are told to, and the questions it has begun, in their order. */
class HeldAnswerer {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();

  async *answer({ messages, signal }: AnswerRequest): AsyncGenerator<AnswerEvent, void> {
    const question = messages.at(-1)?.content ?? "";
    this.begun.push(question);
    await new Promise<void>((resolve) => {
      this.#ends.set(question, resolve);
      signal?.addEventListener("abort", () => resolve());
    });
    // More than connections hold that nobody reads from.
    const text = question === "long answer" ? "x".repeat(20_000_000) : "";
    yield* [{ type: "delta", text } as const, ...events];
  }

  /** Ends the answer to a question that has begun. */
  async end(question: string): Promise<void> {
    await until(() => this.#ends.has(question));
    this.#ends.get(question)?.();
  }
}

describe("questions that wait for their turn", () => {
  const servers: Listener[] = [];

  async function start(limits: Partial<typeof config.limits>) {
    const answerer = new HeldAnswerer();
    let arrived = 0;
    const { log, lines } = recordLog();
    const app = createTestApp({
      log,
      config: {
        ...config,
        site: { ...config.site, trustedProxies: ["127.0.0.1"] },
        limits: { ...config.limits, requestTimeoutMs: 600_000, queueTimeoutMs: 600_000, ...limits },
      },
      answerer: { answer: (request) => answerer.answer(request) },
      store: {
        ...store,
        // Asked for before a question takes its place in the queue.
        has: async () => {
          arrived += 1;
          return true;
        },
      },
    });
    const server = await listen(app, "127.0.0.1", 0);
    servers.push(server);
    /** Resolves once the question has its place in the queue, or was refused; then `response` is on its way. */
    const ask = async (
      content: string,
      { address = "192.0.2.1", stream = false, signal = neverAborted } = {},
    ) => {
      const before = arrived;
      const response = fetch(`${server.url}/api/chat`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-for": address },
        body: JSON.stringify({ messages: [{ role: "user", content }], stream, documents: ["doc1"] }),
        signal,
      });
      response.catch(() => {});
      await until(() => arrived > before);
      await new Promise((resolve) => setImmediate(resolve));
      return { response };
    };
    return { answerer, ask, logged: lines, url: server.url };
  }

  const neverAborted = new AbortController().signal;

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop(0)));
  });

  it("are answered in their order, but callers in turns", async () => {
    const { answerer, ask } = await start({ concurrentRequests: 1, queue: 20 });
    const questions = ["flood 1", "flood 2", "flood 3", "flood 4"];
    const flood = [];
    for (const question of questions) {
      flood.push(await ask(question));
    }
    const polite = await ask("polite", { address: "198.51.100.1" });
    for (const question of ["flood 1", "flood 2", "polite", "flood 3", "flood 4"]) {
      await answerer.end(question);
    }
    expect(answerer.begun).toEqual(["flood 1", "flood 2", "polite", "flood 3", "flood 4"]);
    const statuses = [...flood, polite].map(async ({ response }) => (await response).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200, 200]);
  });

  it("share their turns with searches", async () => {
    const { answerer, ask, url } = await start({ concurrentRequests: 1, queue: 0 });
    const asked = await ask("long");
    const search = () => fetch(`${url}/api/search?q=a`);
    expect((await search()).status).toBe(503);
    await answerer.end("long");
    expect((await asked.response).status).toBe(200);
    expect((await search()).status).toBe(200);
  });

  it.each([true, false])("are refused with a status if too many wait (stream: %s)", async (stream) => {
    const { answerer, ask } = await start({ concurrentRequests: 1, queue: 1 });
    const first = await ask("first");
    const waiting = await ask("second", { stream });
    const refused = await (await ask("third", { stream })).response;
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(refused.headers.get("content-type")).toContain("application/json");
    expect((await errorOf(refused)).code).toBe("too_busy");
    await answerer.end("first");
    await answerer.end("second");
    expect((await first.response).status).toBe(200);
    expect((await waiting.response).status).toBe(200);
  });

  it("give their place to a caller who has fewer", async () => {
    const { answerer, ask } = await start({ concurrentRequests: 1, queue: 2 });
    await ask("flood 1");
    await ask("flood 2");
    const crowdedOut = await ask("flood 3");
    const polite = await ask("polite", { address: "198.51.100.1" });
    expect((await crowdedOut.response).status).toBe(503);
    for (const question of ["flood 1", "flood 2", "polite"]) {
      await answerer.end(question);
    }
    expect((await polite.response).status).toBe(200);
  });

  it("are refused once they have waited too long", async () => {
    const { answerer, ask } = await start({ concurrentRequests: 1, queue: 5, queueTimeoutMs: 20 });
    await ask("long");
    const refused = await (await ask("late")).response;
    expect(refused.status).toBe(503);
    expect((await errorOf(refused)).code).toBe("too_busy");
    expect(answerer.begun).toEqual(["long"]);
  });

  it("lose their place at once when their client leaves", async () => {
    const { answerer, ask, logged } = await start({ concurrentRequests: 1, queue: 1 });
    await ask("first");
    const client = new AbortController();
    await ask("second", { signal: client.signal });
    client.abort();
    await until(() => logged.some(({ clientLeft }) => clientLeft === true));
    const third = await ask("third");
    await answerer.end("first");
    await answerer.end("third");
    expect((await third.response).status).toBe(200);
    expect(answerer.begun).toEqual(["first", "third"]);
  });

  it("don't wait for a reader who doesn't read", async () => {
    const { answerer, ask } = await start({ concurrentRequests: 1, queue: 5 });
    const unread = await ask("long answer", { stream: true });
    const { body } = await unread.response;
    const next = await ask("next");
    await answerer.end("long answer");
    await answerer.end("next");
    expect((await next.response).status).toBe(200);
    expect(parseEvents(await new Response(body).text()).at(-1)?.event).toBe("done");
  });
});
