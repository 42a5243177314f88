import { setTimeout } from "node:timers/promises";
import autocannon, { type Request, type Result } from "autocannon";
import { createRandom } from "../corpus/random.js";
import { hangUp } from "../process/hang-up.js";

/** What a flood is made of. */
export interface FloodOptions {
  readonly url: string;
  readonly requests: readonly Request[];
  /** Each sends its next request as soon as the last one is answered. */
  readonly connections: number;
  /** For how long, or how many requests. */
  readonly until: { readonly seconds: number } | { readonly requests: number };
}

/** What came back. */
export interface Flooded {
  readonly seconds: number;
  /** How many answers of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How long each answer with status 200 took, its last byte included, in milliseconds. */
  readonly answeredMs: readonly number[];
  /** Streams that ended without their last event. */
  readonly brokenStreams: number;
  /** Connections that failed, and requests without an answer. */
  readonly errors: number;
  /** Clients that left before they were answered. */
  readonly hangUps: number;
}

/** Of so many connections one more client comes that hangs up. */
const HANG_UPS_PER_CONNECTION = 0.1;

/** Longer than any request may take. */
const TIMEOUT_SECONDS = 150;

/** Sends requests from this process as fast as they are answered, and hangs up now and then in the middle of one. */
export async function flood({ url, requests, connections, until }: FloodOptions): Promise<Flooded> {
  const statuses: Record<string, number> = {};
  const answeredMs: number[] = [];
  let brokenStreams = 0;
  const checked = requests.map((request) => ({
    ...request,
    onResponse: (status: number, body: string) => {
      brokenStreams += status === 200 && !isWhole(body) ? 1 : 0;
    },
  }));
  const over = new AbortController();
  const leaving = Array.from({ length: Math.ceil(connections * HANG_UPS_PER_CONNECTION) }, (_, i) =>
    leaveAgain(url, requests, { seed: i, over: over.signal }),
  );
  const result = await new Promise<Result>((resolve, reject) => {
    let client = 0;
    const instance = autocannon(
      {
        url,
        connections,
        ...("seconds" in until ? { duration: until.seconds } : { amount: until.requests }),
        timeout: TIMEOUT_SECONDS,
        // Each connection begins at another question.
        setupClient: (connection) => {
          const start = Math.floor((client / connections) * checked.length);
          client += 1;
          connection.setRequests([...checked.slice(start), ...checked.slice(0, start)]);
        },
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    instance.on("response", (_, status, __, ms) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 200) {
        answeredMs.push(ms);
      }
    });
  });
  over.abort();
  const hangUps = (await Promise.all(leaving)).reduce((sum, count) => sum + count, 0);
  return { seconds: result.duration, statuses, answeredMs, brokenStreams, errors: result.errors, hangUps };
}

/** Whether a stream has reached its end; what isn't a stream has. */
function isWhole(body: string): boolean {
  const isStream = body.startsWith("event: ") || body.startsWith("data: ");
  return !isStream || body.includes("\nevent: done\n") || body.endsWith("data: [DONE]\n\n");
}

/** Begins requests and leaves after a moment. @returns how many */
async function leaveAgain(
  url: string,
  requests: readonly Request[],
  { seed, over }: { seed: number; over: AbortSignal },
): Promise<number> {
  const random = createRandom(seed);
  let count = 0;
  while (!over.aborted) {
    const request = requests[Math.floor(random() * requests.length)];
    const headers = Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]);
    const begun = {
      method: request?.method ?? "GET",
      headers: Object.fromEntries(headers),
      body: String(request?.body ?? ""),
    };
    const isWhole = await hangUp(`${url}${request?.path}`, begun, 1 + Math.floor(random() * 300));
    count += isWhole ? 0 : 1;
    await setTimeout(50);
  }
  return count;
}
