import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FootnoteError } from "../../src/core/errors.js";
import type { Reranker } from "../../src/core/ports/reranker.js";
import { HOSTILE_TEXTS } from "../support/models/hostile-texts.js";

const QUESTION = "Wann fiel die Berliner Mauer?";
const ANSWER = "Im Jahr 1989 fiel die Berliner Mauer.";
const HALF = "Die Berliner aus Köln";
const OTHER = "Der Hund beißt den Mann.";

/** What every reranker promises; `create` opens one on a model that knows some German words. */
export function describeReranker(name: string, create: () => Promise<Reranker>): void {
  describe(`the ${name} reranker`, () => {
    let reranker: Reranker;
    beforeAll(async () => {
      reranker = await create();
    });
    afterAll(() => reranker.close());

    async function scoreOne(text: string, question = QUESTION): Promise<number> {
      const [score, ...others] = await reranker.score(question, [text]);
      if (score === undefined || others.length > 0) {
        throw new Error("not one score");
      }
      return score;
    }

    it("is named without a path", () => {
      expect(reranker.model).toMatch(/^[^/.\\][^\\]*$/);
    });

    it("gives the text that answers the highest score, and the one about something else the lowest", async () => {
      const [other, half, answer, ...more] = await reranker.score(QUESTION, [OTHER, HALF, ANSWER]);
      expect(more).toEqual([]);
      expect(answer).toBeGreaterThan(half ?? 1);
      expect(half).toBeGreaterThan(other ?? 1);
    });

    it("gives no scores for no texts", async () => {
      expect(await reranker.score(QUESTION, [])).toEqual([]);
    });

    it("gives a text the same score whatever stands beside it, in whatever order", async () => {
      const texts = [ANSWER, HALF, OTHER, "war ".repeat(300), "👍"];
      const alone = new Map<string, number>();
      for (const text of texts) {
        alone.set(text, await scoreOne(text));
      }
      const lists = fc.array(fc.constantFrom(...texts), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(lists, async (list) => {
          expect(await reranker.score(QUESTION, list)).toEqual(list.map((text) => alone.get(text)));
        }),
        { numRuns: 20 },
      );
    });

    it("keeps questions apart that are asked at the same time", async () => {
      const questions = [QUESTION, "Wie viele Einwohner hat Österreich?", OTHER];
      const alone: number[][] = [];
      for (const question of questions) {
        alone.push(await reranker.score(question, [ANSWER, HALF, OTHER]));
      }
      const together = questions.map((question) => reranker.score(question, [ANSWER, HALF, OTHER]));
      expect(await Promise.all(together)).toEqual(alone);
    });

    it.each(["", " ", "\n\t\u00a0 "])("refuses the blank %j as a text and as a question", async (blank) => {
      await expect(reranker.score(QUESTION, [ANSWER, blank])).rejects.toThrow(RangeError);
      await expect(reranker.score(blank, [ANSWER])).rejects.toThrow(RangeError);
    });

    it.each(Object.entries(HOSTILE_TEXTS))("scores %s, as a text and as a question", async (_, text) => {
      expectUnit(await scoreOne(text));
      expectUnit(await scoreOne(ANSWER, text));
    });

    it("scores any pair that isn't blank", async () => {
      const text = fc
        .array(fc.nat(0x10ffff), { minLength: 1, maxLength: 40 })
        .map((points) => String.fromCodePoint(...points))
        .filter((points) => points.trim() !== "");
      await fc.assert(
        fc.asyncProperty(text, text, async (question, candidate) => {
          expectUnit(await scoreOne(candidate, question));
        }),
        { numRuns: 50 },
      );
    });

    it("takes the name of a special token for text", async () => {
      expect(await scoreOne(`[SEP] ${ANSWER}`, `${QUESTION} [SEP]`)).toBeGreaterThan(await scoreOne(OTHER));
    });

    it("reads the beginning of a long text, and of the text also after a long question", async () => {
      const filler = " Der Hund".repeat(5_000);
      expect(await scoreOne(ANSWER + filler)).toBeGreaterThan(await scoreOne(OTHER + filler));
      const long = `${QUESTION} `.repeat(500);
      expect(await scoreOne(ANSWER, long)).toBeGreaterThan(await scoreOne(OTHER, long));
    });

    it("doesn't start when its signal is aborted already", async () => {
      await expectCode(reranker.score(QUESTION, [ANSWER], AbortSignal.abort()), "aborted");
    });

    it("stops when its signal is aborted, and works on afterwards", async () => {
      const controller = new AbortController();
      const scoring = reranker.score(QUESTION, manyTexts(), controller.signal);
      const alsoScoring = reranker.score(QUESTION, [ANSWER]);
      controller.abort();
      await expectCode(scoring, "aborted");
      expect(await alsoScoring).toEqual([await scoreOne(ANSWER)]);
    });

    it("lets other events in while it scores, so that one can abort it", async () => {
      const controller = new AbortController();
      const texts = manyTexts().map((text) => text.padEnd(4_000, " Der Hund"));
      const scoring = reranker.score(QUESTION, texts, controller.signal);
      setImmediate(() => controller.abort());
      await expectCode(scoring, "aborted");
    });

    it("fails after it was closed, also what is under way, and may be closed twice", async () => {
      const closing = await create();
      const underWay = expectCode(closing.score(QUESTION, manyTexts()), "reranking_failed");
      await closing.close();
      await closing.close();
      await underWay;
      await expectCode(closing.score(QUESTION, [ANSWER]), "reranking_failed");
    });
  });
}

function manyTexts(): string[] {
  return Array.from({ length: 500 }, (_, i) => `${ANSWER} ${i}`);
}

function expectUnit(score: number): void {
  expect(score).toBeGreaterThanOrEqual(0);
  expect(score).toBeLessThanOrEqual(1);
}

async function expectCode(promise: Promise<unknown>, code: string): Promise<void> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  expect(FootnoteError.is(error) ? error.code : error).toBe(code);
}
