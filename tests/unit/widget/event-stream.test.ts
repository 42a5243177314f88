import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEventStream, type ServerSentEvent } from "../../../src/widget/transport/event-stream.js";

/** Reads a stream that arrives in pieces cut at these byte offsets. */
async function read(text: string, cuts: readonly number[] = []): Promise<ServerSentEvent[]> {
  const bytes = new TextEncoder().encode(text);
  const offsets = [
    0,
    ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ];
  const chunks = offsets.slice(1).map((offset, index) => bytes.slice(offsets[index], offset));
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(chunk);
      }
      controller.close();
    },
  });
  const events: ServerSentEvent[] = [];
  for await (const event of readEventStream(body)) {
    events.push(event);
  }
  return events;
}

describe("a stream of server-sent events", () => {
  it("gives each event its name and data", async () => {
    expect(await read('event: delta\ndata: {"text":"ä"}\n\ndata: plain\n\n')).toEqual([
      { event: "delta", data: '{"text":"ä"}' },
      { event: "message", data: "plain" },
    ]);
  });

  it("joins the lines of one event's data", async () => {
    expect(await read("data: a\ndata:b\ndata:  c\n\n")).toEqual([{ event: "message", data: "a\nb\n c" }]);
  });

  it("passes over comments, ids and events without data", async () => {
    expect(await read(": keep alive\n\nevent: ping\n\nid: 7\nretry: 3\ndata: x\n\n")).toEqual([
      { event: "message", data: "x" },
    ]);
  });

  it("drops an event that the end cuts off", async () => {
    expect(await read("data: a\n\ndata: b\n")).toEqual([{ event: "message", data: "a" }]);
  });

  it("is the same wherever it is cut and however lines end", async () => {
    const lineEnds = fc.constantFrom("\n", "\r\n", "\r");
    await fc.assert(
      fc.asyncProperty(lineEnds, fc.array(fc.nat(), { maxLength: 8 }), async (lineEnd, cuts) => {
        const text = ["event: delta", "data: Größe 😀", "", "event: done", "data: {}", "", ""].join(lineEnd);
        expect(await read(text, cuts)).toEqual([
          { event: "delta", data: "Größe 😀" },
          { event: "done", data: "{}" },
        ]);
      }),
    );
  });
});
