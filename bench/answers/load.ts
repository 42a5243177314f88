import autocannon from "autocannon";
import { percentile } from "../../src/evaluation/metrics/statistics.js";
import type { Served } from "../process/served.js";

/** How many questions are under way at a time: enough that the server never waits for the client. */
const CONNECTIONS = 8;

/** What questions to a server cost. */
export interface Load {
  readonly answersPerSecond: number;
  /** Of the server and its children, user and system, in milliseconds. */
  readonly processorMsPerAnswer: number;
  /** How long a client waited, in milliseconds. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/**
 * Asks a server each of the questions once, from this process, which is not the server's.
 * @throws Error if one is answered with anything but 200
 */
export async function askAll(served: Served, questions: readonly string[], stream: boolean): Promise<Load> {
  const before = await served.processorMs();
  const waited: number[] = [];
  const start = performance.now();
  let last = start;
  let next = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url: served.url,
      connections: CONNECTIONS,
      amount: questions.length,
      timeout: 60,
      requests: [
        {
          method: "POST",
          path: "/api/chat",
          headers: { "content-type": "application/json" },
          // Each connection would ask a list of requests from its beginning.
          setupRequest: (request) => ({
            ...request,
            body: bodyOf(questions[next++ % questions.length], stream),
          }),
        },
      ],
    };
    const done = (error: unknown, result: autocannon.Result) => (error ? reject(error) : resolve(result));
    autocannon(options, done).on("response", (_client, _status, _bytes, milliseconds) => {
      waited.push(milliseconds);
      // Its own duration ends with a whole second.
      last = performance.now();
    });
  });
  const used = (await served.processorMs()) - before;
  if (result["2xx"] !== questions.length) {
    throw new Error(`Of ${questions.length} questions ${result["2xx"]} were answered.`);
  }
  return {
    answersPerSecond: (1000 * questions.length) / (last - start),
    processorMsPerAnswer: used / questions.length,
    p50Ms: percentile(waited, 0.5) ?? 0,
    p95Ms: percentile(waited, 0.95) ?? 0,
    p99Ms: percentile(waited, 0.99) ?? 0,
  };
}

function bodyOf(content: string | undefined, stream: boolean): string {
  return JSON.stringify({ messages: [{ role: "user", content }], stream });
}
