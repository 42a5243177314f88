import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LoadedDocument } from "../../../src/core/document.js";
import type { Embedder, Fingerprint } from "../../../src/core/ports/embedder.js";
import type { ParagraphInput } from "../../../src/core/ports/store/writing.js";
import { embedDocument } from "../../../src/ingest/embed-document.js";
import type { SplitParagraph } from "../../../src/passages/split-document.js";

const never = new AbortController().signal;

/** Notes what it is given; a text's vector is its number. */
function numbering(): Pick<Embedder, "embed"> & { readonly texts: string[]; readonly calls: number[] } {
  const texts: string[] = [];
  const calls: number[] = [];
  return {
    texts,
    calls,
    async embed(batch) {
      calls.push(batch.length);
      return batch.map((text) => Float32Array.of(texts.push(text) - 1));
    },
  };
}

function documentOf(text: string, more: Partial<LoadedDocument> = {}): LoadedDocument {
  return {
    title: "Title",
    text,
    headings: [],
    blocks: [],
    marks: [],
    pages: null,
    language: null,
    notices: [],
    ...more,
  };
}

function paragraphOf(start: number, end: number, more: Partial<SplitParagraph> = {}): SplitParagraph {
  const span = { start, end };
  return { ...span, heading: [], lead: null, language: "en", sentences: [span], passages: [span], ...more };
}

/** Documents' paragraphs one by one, as a store takes them. */
function paragraphsOf(
  document: LoadedDocument,
  paragraphs: readonly SplitParagraph[],
  embed: Embedder["embed"],
): AsyncIterable<ParagraphInput> {
  const fingerprint: Fingerprint = {
    model: "numbers",
    revision: "1",
    dimension: 1,
    pooling: "mean",
    prefix: { query: "", passage: "" },
    quantisation: "fp32",
  };
  const embedder: Embedder = { fingerprint, languages: null, embed, close: async () => {} };
  return embedDocument(document, { language: "en", paragraphs }, embedder, never);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const item of items) {
    result.push(item);
  }
  return result;
}

describe("embedding a document", () => {
  it("puts title, headings and lead before passages and paragraphs, and embeds equal texts once", async () => {
    const { texts, embed } = numbering();
    const text = "We sell: tea, coffee";
    const lead = { start: 0, end: 8 };
    const heading = ["Shop", "Goods"];
    const whole = { start: 0, end: 20 };
    const second = { start: 14, end: 20 };
    await all(
      paragraphsOf(
        documentOf(text),
        [{ ...whole, heading, lead, language: "en", passages: [whole, second], sentences: [second] }],
        embed,
      ),
    );
    expect(texts).toEqual([
      "Title. Shop. Goods. We sell: tea, coffee",
      "Title. Shop. Goods. We sell: coffee",
      "coffee",
    ]);
  });

  it.each([
    [["Title", "Goods"], "Title. Goods. Tea."],
    [["Title"], "Title. Tea."],
    [["Shop", "Goods", "Drinks"], "Title. Goods. Drinks. Tea."],
    [[], "Title. Tea."],
  ])("puts the innermost of the headings %j before a text, and the title once", async (heading, expected) => {
    const { texts, embed } = numbering();
    await all(paragraphsOf(documentOf("Tea."), [paragraphOf(0, 4, { heading })], embed));
    expect(texts[0]).toBe(expected);
  });

  it("gives each paragraph, passage and sentence its own vector, across batches", async () => {
    const { texts, embed } = numbering();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 20 }),
        async (counts) => {
          texts.length = 0;
          const text = "abcdefghij".repeat(10);
          const paragraphs = counts.map((count, i) => {
            const spans = Array.from({ length: count }, (_, j) => ({ start: j, end: j + i + 1 }));
            return paragraphOf(i, i + 1, { passages: spans, sentences: spans });
          });
          const embedded = await all(paragraphsOf(documentOf(text), paragraphs, embed));
          const textOf = (vector: Float32Array) => texts[vector[0] ?? -1];
          expect(embedded.map(({ start }) => start)).toEqual(counts.map((_, i) => i));
          for (const { start, end, vector, passages, sentences } of embedded) {
            expect(textOf(vector)).toBe(`Title. ${text.slice(start, end)}`);
            for (const span of passages) {
              expect(textOf(span.vector)).toBe(`Title. ${text.slice(span.start, span.end)}`);
            }
            for (const span of sentences) {
              expect(textOf(span.vector)).toBe(text.slice(span.start, span.end));
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("says where each passage stands", async () => {
    const marks = [
      { start: 0, kind: "page", value: 1 },
      { start: 5, kind: "page", value: 2 },
    ] as const;
    const [first] = await all(
      paragraphsOf(
        documentOf("0123456789", { marks }),
        [
          paragraphOf(0, 10, {
            passages: [
              { start: 0, end: 5 },
              { start: 5, end: 10 },
            ],
          }),
        ],
        numbering().embed,
      ),
    );
    expect(first?.passages.map(({ page, slide }) => [page, slide])).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  it("embeds one batch ahead of the one who takes the paragraphs, and no more", async () => {
    const { calls, embed } = numbering();
    const paragraphs = Array.from({ length: 100 }, (_, i) => paragraphOf(i, i + 1));
    const taken = paragraphsOf(documentOf("x".repeat(100)), paragraphs, embed)[Symbol.asyncIterator]();
    expect(calls).toHaveLength(1);
    await taken.next();
    expect(calls).toHaveLength(2);
    await taken.next();
    expect(calls).toHaveLength(2);
  });

  it("fails with the embedder", async () => {
    const broken = paragraphsOf(documentOf("x"), [paragraphOf(0, 1)], () =>
      Promise.reject(new Error("broken")),
    );
    await expect(all(broken)).rejects.toThrow("broken");
  });
});
