import { z } from "zod";
import { hangUp } from "../process/hang-up.js";
import { ADMIN_KEY } from "../process/server-process.js";
import type { Tally } from "./tally.js";

const DOCUMENTS = z.object({
  documents: z.array(
    z.object({ id: z.string(), path: z.string(), contentHash: z.string(), passages: z.number() }),
  ),
  failed: z.array(z.object({ path: z.string() })),
});

/** What the server lists. */
export type DocumentList = z.infer<typeof DOCUMENTS>;

/** Sends requests to the server, and counts what comes back that isn't an answer. */
export class Client {
  readonly #url: string;
  readonly #tally: Tally;

  constructor(url: string, tally: Tally) {
    this.#url = url;
    this.#tally = tally;
  }

  /**
   * @param expected statuses besides 2xx that are right
   * @returns undefined if the server had too much to do, or failed, which is counted
   */
  async send(
    path: string,
    init: RequestInit = {},
    expected: readonly number[] = [],
  ): Promise<{ readonly status: number; readonly body: string } | undefined> {
    const what = `${init.method ?? "GET"} ${path}`;
    try {
      const response = await fetch(`${this.#url}${path}`, init);
      const body = await response.text();
      if (response.ok || expected.includes(response.status)) {
        return { status: response.status, body };
      }
      if (response.status === 429 || response.status === 503) {
        this.#tally.count("busy");
      } else {
        this.#tally.fault("failed", `${what}: ${response.status} ${body.slice(0, 200)}`);
      }
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error.message) : error;
      this.#tally.fault("failed", `${what}: ${String(cause)}`);
    }
    return undefined;
  }

  /** With the admin key. */
  sendAsAdmin(path: string, init: RequestInit, expected: readonly number[] = []) {
    return this.send(path, { ...init, headers: { ...init.headers, "x-api-key": ADMIN_KEY } }, expected);
  }

  /** Sends JSON. */
  post(path: string, body: unknown, signal: AbortSignal | null = null) {
    const headers = { "content-type": "application/json" };
    return this.send(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  }

  /** Begins a question and hangs up after a while, wherever the server is by then. */
  async hangUp(path: string, body: unknown, afterMs: number): Promise<void> {
    const headers = { "content-type": "application/json" };
    await hangUp(`${this.#url}${path}`, { method: "POST", headers, body: JSON.stringify(body) }, afterMs);
    this.#tally.count("hangUps");
  }

  /** Every document that is in the index now; a path or an id that is there twice is counted. */
  async documents(): Promise<DocumentList | undefined> {
    const answer = await this.send("/api/documents");
    if (answer === undefined) {
      return undefined;
    }
    const list = DOCUMENTS.parse(JSON.parse(answer.body));
    for (const key of ["path", "id"] as const) {
      const seen = new Set<string>();
      for (const document of list.documents) {
        if (seen.has(document[key])) {
          this.#tally.fault("doubled", document[key]);
        }
        seen.add(document[key]);
      }
    }
    return list;
  }
}
