import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkers } from "../../../src/answering/markers.js";
import type { WriterEvent } from "../../../src/answering/writer.js";

/** Numbers of passages, and the text before them. */
type Cite = readonly [readonly number[], string];

async function parse(chunks: readonly string[]): Promise<{ text: string; cites: Cite[] }> {
  async function* stream() {
    yield* chunks;
  }
  let text = "";
  const cites: Cite[] = [];
  for await (const event of parseMarkers(stream(), 13) as AsyncIterable<WriterEvent>) {
    if (event.type === "text") {
      text += event.text;
    }
    if (event.type === "cite") {
      cites.push([event.sources.map(({ context }) => context + 1), text]);
    }
  }
  return { text, cites };
}

/** Cuts a text at random places. */
const chunked = (text: string) =>
  fc
    .uniqueArray(fc.nat(text.length), { maxLength: 20 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), text.length])
    .map((cuts) => cuts.slice(1).map((cut, i) => text.slice(cuts[i], cut)));

describe("parseMarkers", () => {
  it("takes the markers out of the text and says where they stood", async () => {
    expect(await parse(["One [1]. Two [2] [13] and three [4, 5;4]. Four [^6]."])).toEqual({
      text: "One. Two and three. Four.",
      cites: [
        [[1], "One"],
        [[2, 13], "One. Two"],
        [[4, 5], "One. Two and three"],
        [[6], "One. Two and three. Four"],
      ],
    });
  });

  it("removes markers of passages that the model wasn't shown", async () => {
    expect(await parse(["One [0]. Two [14][3]. Three [99]."])).toEqual({
      text: "One. Two. Three.",
      cites: [[[3], "One. Two"]],
    });
  });

  it("finds the same however the text is cut into chunks", async () => {
    const text = "Am 14. September [1] starben 94 [ Menschen].[2] [a] [12 [3]\n[4] Ende [";
    const whole = await parse([text]);
    await fc.assert(
      fc.asyncProperty(chunked(text), async (chunks) => {
        expect(await parse(chunks)).toEqual(whole);
      }),
    );
  });

  it("leaves text without markers as it is, but for white space at its end", async () => {
    const plain = fc.string({ unit: "grapheme" }).filter((text) => !/\[\^?\d{1,3}/u.test(text));
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        expect((await parse([text])).text.trimEnd()).toBe(text.trimEnd());
      }),
    );
  });
});
