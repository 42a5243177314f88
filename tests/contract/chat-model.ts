import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ChatModel, ChatPart } from "../../src/answering/llm/chat-model.js";
import type { Clock } from "../../src/providers/requests.js";
import { type FakeClock, fakeClock } from "../support/fake-clock.js";
import { type Behaviour, KEY, type LlmServer, startLlmServer } from "../support/llm/llm-server.js";
import { USAGE } from "../support/llm/wire-formats.js";
import { waitFor } from "../support/wait-for.js";

const PROMPT = { system: "You are a test.", user: "Wie viele Menschen?" };
const CHUNKS = ["Mindestens 94 ", "Menschen starben ", "[1]."];
const TEXT = CHUNKS.join("");

/** Long enough for a busy machine where something comes, and short where nothing does. */
const SILENCE_MS = 2_000;
const SHORT_SILENCE_MS = 150;

/** How a test opens a model. */
export interface Opening {
  /** Holds addresses and keys of the server. */
  readonly environment: Readonly<Record<string, string>>;
  readonly silenceMs: number;
  readonly clock: Clock;
}

/** What differs between libraries and formats. */
export interface ChatModelTraits {
  readonly endsStreams: boolean;
  readonly tellsHeaders: boolean;
  readonly controlsFetch: boolean;
}

/**
 * What every chat model promises, against a server that speaks its provider's wire format.
 * @param traits whether the format has words for the end of a stream, apart from the answer's, whether the library
 *   tells the headers of a failed request, and whether it sends requests with a `fetch` of ours
 */
export function describeChatModel(
  name: string,
  { endsStreams, tellsHeaders, controlsFetch }: ChatModelTraits,
  open: (opening: Opening) => Promise<ChatModel>,
): void {
  describe(`the chat model ${name}`, () => {
    let server: LlmServer;
    let clock: FakeClock;
    beforeAll(async () => {
      server = await startLlmServer();
    });
    afterAll(() => server.close());
    afterEach(() => {
      server.received.length = 0;
      server.first.length = 0;
    });

    async function model(silenceMs = SILENCE_MS): Promise<ChatModel> {
      clock = fakeClock();
      return open({ environment: server.environment, silenceMs, clock });
    }

    async function collect(behaviour: Behaviour, silenceMs?: number): Promise<ChatPart[]> {
      server.behaviour = behaviour;
      const parts: ChatPart[] = [];
      for await (const part of (await model(silenceMs)).stream(PROMPT, undefined)) {
        parts.push(part);
      }
      return parts;
    }

    const textOf = (parts: readonly ChatPart[]) =>
      parts.map((part) => (part.type === "text" ? part.text : "")).join("");

    it("writes piece by piece, and tells the usage once, at the end", async () => {
      const parts = await collect({ kind: "answer", chunks: CHUNKS });
      expect(textOf(parts)).toBe(TEXT);
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.filter(({ type }) => type === "usage")).toEqual([{ type: "usage", usage: USAGE }]);
      expect(parts.at(-1)?.type).toBe("usage");
    });

    it.runIf(endsStreams)("is done where the stream is, whatever the answer says of it", async () => {
      expect(textOf(await collect({ kind: "bare", chunks: CHUNKS }))).toBe(TEXT);
    });

    it("is told who it is to be apart from what it is to do", async () => {
      await collect({ kind: "answer", chunks: CHUNKS });
      expect(server.received).toMatchObject([PROMPT]);
    });

    it("is offered no tools", async () => {
      await collect({ kind: "answer", chunks: CHUNKS });
      const { tools = [], functions = [], tool_choice: choice } = server.received[0]?.body ?? {};
      expect({ tools, functions, choice }).toEqual({ tools: [], functions: [], choice: undefined });
    });

    it.each([500, 503, 429])("tries again after a status %i, with a pause", async (status) => {
      server.first.push({ kind: "status", status }, { kind: "status", status });
      expect(textOf(await collect({ kind: "answer", chunks: CHUNKS }))).toBe(TEXT);
      expect(server.received).toHaveLength(3);
      expect(clock.waits).toHaveLength(2);
    });

    it.each([
      [500, "llm_failed", 3],
      [429, "llm_busy", 3],
      [400, "llm_failed", 1],
      [401, "llm_failed", 1],
    ])("fails with status %i as %s after %i requests", async (status, code, requests) => {
      await expectFailure(collect({ kind: "status", status }), code);
      expect(server.received).toHaveLength(requests);
    });

    it.runIf(controlsFetch)("follows no redirect, which could lead into the operator's network", async () => {
      server.first.push({ kind: "status", status: 307, headers: { location: "/v1/elsewhere" } });
      await expectFailure(collect({ kind: "answer", chunks: CHUNKS }), "llm_failed");
      expect(server.received).toHaveLength(1);
    });

    it("waits as long as the provider asks to, unless that is too long for somebody who waits", async () => {
      server.first.push({ kind: "status", status: 429, headers: { "retry-after": "3" } });
      expect(textOf(await collect({ kind: "answer", chunks: CHUNKS }))).toBe(TEXT);
      if (tellsHeaders) {
        expect(clock.waits).toEqual([3000]);
      }

      const tooLong = { kind: "status", status: 429, headers: { "retry-after": "30" } } as const;
      await expectFailure(collect(tooLong), "llm_busy");
      if (tellsHeaders) {
        expect(clock.waits).toEqual([]);
      }
    });

    it.each([
      ["breaks", { kind: "break", chunks: CHUNKS }],
      ["stops in the middle", { kind: "stop", chunks: CHUNKS }],
      ["is malformed", { kind: "malformed", chunks: CHUNKS }],
      ["isn't there", { kind: "close" }],
      ["doesn't end where an answer would", { kind: "answer", chunks: ["x".repeat(20_001)] }],
    ] satisfies [string, Behaviour][])("fails if the answer %s", async (_, behaviour) => {
      await expectFailure(collect(behaviour), "llm_failed");
    });

    it.each([[[]], [CHUNKS]])("doesn't wait longer than it may after %j", async (chunks) => {
      const before = server.hungUp;
      await expectFailure(collect({ kind: "hang", chunks }, SHORT_SILENCE_MS), "llm_timeout");
      await waitFor(() => expect(server.hungUp).toBe(before + 1));
    });

    it.each([[[]], [CHUNKS]])("ends the call when it isn't wanted any more after %j", async (chunks) => {
      server.behaviour = { kind: "hang", chunks };
      const before = server.hungUp;
      const client = new AbortController();
      const reading = readUntil((await model()).stream(PROMPT, client.signal), chunks.length, () =>
        client.abort(),
      );
      if (chunks.length === 0) {
        await waitFor(() => expect(server.received).toHaveLength(1));
      }
      if (chunks.length === 0) {
        client.abort();
      }
      await expect(reading).rejects.toMatchObject({ code: "aborted" });
      await waitFor(() => expect(server.hungUp).toBe(before + 1));
    });

    it("ends the call when nobody reads on", async () => {
      server.behaviour = { kind: "hang", chunks: CHUNKS };
      const before = server.hungUp;
      for await (const _ of (await model()).stream(PROMPT, undefined)) {
        break;
      }
      await waitFor(() => expect(server.hungUp).toBe(before + 1));
    });

    it("asks nobody if it wasn't wanted in the first place", async () => {
      const parts = (await model()).stream(PROMPT, AbortSignal.abort());
      await expect(parts.next()).rejects.toMatchObject({ code: "aborted" });
      expect(server.received).toHaveLength(0);
    });

    async function expectFailure(failing: Promise<unknown>, code: string): Promise<void> {
      const error = await failing.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: "FootnoteError", code });
      expect(String(error)).not.toContain(KEY);
      expect(JSON.stringify(error)).not.toContain(KEY);
    }
  });
}

/** Reads so many pieces, then does something, and reads on. */
async function readUntil(parts: AsyncIterable<ChatPart>, count: number, then: () => void): Promise<void> {
  let read = 0;
  for await (const _ of parts) {
    if (++read === count) {
      then();
    }
  }
}
