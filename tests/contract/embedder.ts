import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FootnoteError } from "../../src/core/errors.js";
import type { Embedder } from "../../src/core/ports/embedder.js";
import { HOSTILE_TEXTS } from "../support/models/hostile-texts.js";

const SENTENCE = "Die Straßenbahn fährt über die Brücke.";
const QUESTION = "How many people live in Austria?";

/** What every embedder promises; `create` opens one on a model that knows some German and English. */
export function describeEmbedder(name: string, create: () => Promise<Embedder>): void {
  describe(`the ${name} embedder`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await create();
    });
    afterAll(() => embedder.close());

    async function embedOne(text: string): Promise<Float32Array> {
      const [vector] = await embedder.embed([text], "passage");
      if (vector === undefined) {
        throw new Error("no vector");
      }
      return vector;
    }

    it("has a fingerprint that says what its vectors are", () => {
      const { fingerprint } = embedder;
      expect(fingerprint.model).not.toBe("");
      expect(fingerprint.model).not.toMatch(/^[/.]|\\/);
      expect(fingerprint.revision).toMatch(/^([0-9a-f]{16})?$/);
      expect(fingerprint.dimension).toBeGreaterThan(0);
      expect(fingerprint.quantisation).not.toBe("");
    });

    it("has the same fingerprint when it is opened again", async () => {
      const again = await create();
      expect(again.fingerprint).toEqual(embedder.fingerprint);
      await again.close();
    });

    it("gives one unit-length vector of the fingerprint's dimension per text", async () => {
      const vectors = await embedder.embed([SENTENCE, QUESTION, SENTENCE], "passage");
      expect(vectors).toHaveLength(3);
      for (const vector of vectors) {
        expectUnit(vector, embedder.fingerprint.dimension);
      }
    });

    it("gives no vectors for no texts", async () => {
      expect(await embedder.embed([], "query")).toEqual([]);
    });

    it("gives related texts closer vectors than unrelated ones", async () => {
      const wall = await embedOne("The Berlin Wall fell in 1989.");
      const mauer = await embedOne("1989 fiel die Berliner Mauer.");
      const tram = await embedOne("Grüße aus Köln!");
      expect(dot(wall, mauer)).toBeGreaterThan(dot(wall, tram));
    });

    it("gives a text the same vector whatever stands beside it, in whatever order", async () => {
      const texts = [SENTENCE, QUESTION, "Grüße!", "war ".repeat(300), "👍"];
      const alone = new Map<string, Float32Array>();
      for (const text of texts) {
        alone.set(text, await embedOne(text));
      }
      const batches = fc.array(fc.constantFrom(...texts), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(batches, async (batch) => {
          const vectors = await embedder.embed(batch, "passage");
          expect(vectors).toEqual(batch.map((text) => alone.get(text)));
        }),
        { numRuns: 20 },
      );
    });

    it("keeps texts apart that are embedded at the same time", async () => {
      const texts = [SENTENCE, QUESTION, "Der Hund beißt den Mann.", "war", "Mann"];
      const alone = await embedder.embed(texts, "query");
      const together = await Promise.all(texts.map((text) => embedder.embed([text], "query")));
      expect(together.flat()).toEqual(alone);
    });

    it.each(["", " ", "\n\t\u00a0 "])("refuses the blank text %j, even among others", async (blank) => {
      await expect(embedder.embed([blank], "query")).rejects.toThrow(RangeError);
      await expect(embedder.embed([SENTENCE, blank], "passage")).rejects.toThrow(RangeError);
    });

    it.each(Object.entries(HOSTILE_TEXTS))("embeds %s", async (_, text) => {
      expectUnit(await embedOne(text), embedder.fingerprint.dimension);
    });

    it("embeds any text that isn't blank", async () => {
      const codePoints = fc.array(fc.nat(0x10ffff), { minLength: 1, maxLength: 40 });
      const texts = codePoints.map((points) => String.fromCodePoint(...points));
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          fc.pre(text.trim() !== "");
          expectUnit(await embedOne(text), embedder.fingerprint.dimension);
        }),
        { numRuns: 50 },
      );
    });

    it("doesn't start when its signal is aborted already", async () => {
      await expectCode(embedder.embed([SENTENCE], "passage", AbortSignal.abort()), "aborted");
    });

    it("stops when its signal is aborted, and works on afterwards", async () => {
      const controller = new AbortController();
      const texts = Array.from({ length: 20_000 }, (_, i) => `${SENTENCE} ${i}`);
      const embedding = embedder.embed(texts, "passage", controller.signal);
      setTimeout(() => controller.abort(), 20);
      await expectCode(embedding, "aborted");
      expectUnit(await embedOne(SENTENCE), embedder.fingerprint.dimension);
    });

    it("lets other events in while it embeds many texts", async () => {
      const texts = Array.from({ length: 1_000 }, () => SENTENCE.repeat(5));
      let done = false;
      const embedding = embedder.embed(texts, "passage").then(() => {
        done = true;
      });
      let turns = 0;
      for (; !done; turns++) {
        await setImmediate();
      }
      await embedding;
      expect(turns).toBeGreaterThan(2);
    });

    it("fails after it was closed, also what is under way, and may be closed twice", async () => {
      const closing = await create();
      const texts = Array.from({ length: 2_000 }, (_, i) => `${"Mann ".repeat(4_000)} ${i}`);
      const underWay = expectCode(closing.embed(texts, "passage"), "embedding_failed");
      await new Promise((resolve) => setTimeout(resolve, 20));
      await closing.close();
      await closing.close();
      await underWay;
      await expectCode(closing.embed([SENTENCE], "passage"), "embedding_failed");
    });
  });
}

function expectUnit(vector: Float32Array, dimension: number): void {
  expect(vector).toBeInstanceOf(Float32Array);
  expect(vector).toHaveLength(dimension);
  expect(Math.abs(Math.sqrt(dot(vector, vector)) - 1)).toBeLessThan(1e-5);
}

async function expectCode(promise: Promise<unknown>, code: string): Promise<void> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  expect(FootnoteError.is(error) ? error.code : error).toBe(code);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, component, i) => sum + component * (b[i] ?? 0), 0);
}
