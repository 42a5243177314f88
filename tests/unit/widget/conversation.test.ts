import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Conversation } from "../../../src/widget/conversation/conversation.js";
import { History } from "../../../src/widget/conversation/history.js";
import type { Turn } from "../../../src/widget/conversation/turn.js";
import { KeptKey } from "../../../src/widget/transport/kept-key.js";
import { memoryStorage } from "./memory-storage.js";

const server = { base: "https://docs.example/", key: new KeptKey("key") };

/** A server whose stream a test writes. */
function scriptedServer() {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, body: JSON.parse(String(init.body)) });
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller;
        init.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
      },
    });
    return new Response(body);
  });
  return {
    asked,
    send: (event: string, data: unknown) =>
      stream?.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)),
    beat: () => stream?.enqueue(new TextEncoder().encode(": still here\n\n")),
    end: () => stream?.close(),
  };
}

const answer = {
  id: "a-1",
  answered: true,
  kind: "answer",
  question: "Stimmt das?",
  language: "de",
  answer: "Ja.",
  citations: [],
  sentences: [],
  passages: [],
};

function startConversation() {
  const settled: Turn[] = [];
  const host = {
    addController() {},
    removeController() {},
    requestUpdate() {},
    updateComplete: Promise.resolve(true),
  };
  const conversation = new Conversation(host, (turn) => settled.push(turn));
  conversation.hostConnected();
  conversation.resume(server, new History("name", "site"));
  return { conversation, settled };
}

describe("a conversation", () => {
  let storageListener: ((event: unknown) => void) | undefined;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("localStorage", memoryStorage());
    vi.stubGlobal("sessionStorage", memoryStorage());
    vi.stubGlobal("navigator", { onLine: true });
    vi.stubGlobal("addEventListener", (_: string, listener: (event: unknown) => void) => {
      storageListener = listener;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("asks its server, and tells once when the answer is there", async () => {
    const { asked, send } = scriptedServer();
    const { conversation, settled } = startConversation();
    const done = conversation.ask(" Stimmt das? ");
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual([
      {
        url: "https://docs.example/api/chat",
        body: { stream: true, messages: [{ role: "user", content: "Stimmt das?" }] },
      },
    ]);
    send("done", answer);
    await done;
    expect(settled.map(({ state, answerId }) => [state, answerId])).toEqual([["answered", "a-1"]]);
    expect(conversation.busy).toBe(false);
  });

  it("calls a turn slow that hears nothing for a while, until something comes", async () => {
    const { send } = scriptedServer();
    const { conversation } = startConversation();
    void conversation.ask("Stimmt das?");
    await vi.advanceTimersByTimeAsync(7900);
    expect(conversation.turns[0]?.slow).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(conversation.turns[0]?.slow).toBe(true);
    send("delta", { text: "Ja" });
    await vi.advanceTimersByTimeAsync(1);
    expect(conversation.turns[0]).toMatchObject({ slow: false, text: "Ja", state: "writing" });
    conversation.stop();
  });

  it("gives a connection up that is silent for longer than the server ever is", async () => {
    const { beat, send } = scriptedServer();
    const { conversation, settled } = startConversation();
    void conversation.ask("Stimmt das?");
    await vi.advanceTimersByTimeAsync(1);
    send("delta", { text: "Ja" });
    for (let beats = 0; beats < 10; beats += 1) {
      await vi.advanceTimersByTimeAsync(15_000);
      beat();
    }
    expect(conversation.busy).toBe(true);
    await vi.advanceTimersByTimeAsync(46_000);
    expect(settled[0]).toMatchObject({ state: "failed", text: "Ja", failure: { kind: "interrupted" } });
  });

  it("goes on with what was kept, and with what another tab has done meanwhile", async () => {
    const { send } = scriptedServer();
    const first = startConversation();
    void first.conversation.ask("Stimmt das?");
    await vi.advanceTimersByTimeAsync(1);
    send("done", answer);
    await vi.advanceTimersByTimeAsync(1);
    first.conversation.rate(1, "down");

    const second = startConversation();
    expect(second.conversation.turns[0]).toMatchObject({ text: "Ja.", rating: "down" });
    first.conversation.clear();
    storageListener?.({ key: "another" });
    expect(second.conversation.turns).toHaveLength(1);
    storageListener?.({ key: "name" });
    expect(second.conversation.turns).toHaveLength(0);
  });
});
