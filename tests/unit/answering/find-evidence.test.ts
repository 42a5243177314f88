import { describe, expect, it } from "vitest";
import { asSaid, filledReading, type Readings } from "../../../src/answering/conversation/reading.js";
import { type FoundEvidence, findEvidence } from "../../../src/answering/find-evidence.js";
import type { Judge } from "../../../src/answering/refusal/judgement.js";
import type { RankedPassage } from "../../../src/core/passage.js";
import { readQuestion } from "../../../src/retrieval/question.js";
import type { RetrievalRequest } from "../../../src/retrieval/retriever.js";
import { passageOf, rankedOf, smallMatcher } from "../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();

const HALF = { thresholds: { "de>de": 0.5 } };

/** Passages that are far apart and equally relevant. */
function passages(count: number): RankedPassage[] {
  return Array.from({ length: count }, (_, i) =>
    rankedOf(passageOf(`Der Turm ${i}.`, { id: String(i), start: 5000 * i }), { relevance: 1 }),
  );
}

/** What is found with a retriever that finds what is said, and what the retriever was asked. */
async function find(
  readings: Readings,
  found: (question: string) => readonly RankedPassage[],
  judge: Judge,
  calibration = HALF,
): Promise<{ readonly evidence: FoundEvidence; readonly requests: readonly RetrievalRequest[] }> {
  const requests: RetrievalRequest[] = [];
  const retriever = {
    async retrieve(request: RetrievalRequest) {
      requests.push(request);
      return {
        question: readQuestion(request.question, "de", matcher),
        passages: found(request.question),
        found: [],
        timings: { embed: 0, lexical: 0, dense: 0, fusion: 0, rerank: 0, total: 0 },
      };
    },
  };
  const understood = { readings, before: undefined };
  const evidence = await findEvidence(understood, { retriever, matcher, judge, calibration }, {});
  return { evidence, requests };
}

const TOWER: Readings = [asSaid("Wo steht der Turm?")];

describe("findEvidence", () => {
  it("judges by more passages than a writer gets", async () => {
    const judged: number[] = [];
    const { evidence, requests } = await find(
      TOWER,
      () => passages(40),
      (_, { context, found }) => {
        judged.push(context.length, found.length);
        return 0.7;
      },
    );
    expect(requests.map(({ limit }) => limit)).toEqual([40]);
    expect(judged).toEqual([8, 40]);
    expect(evidence.passages.map(({ passage }) => passage.id)).toEqual([..."01234567"]);
  });

  it("calibrates the answerability, and keeps what it was before", async () => {
    const judge: Judge = () => 0.7;
    const plain = await find(TOWER, () => passages(2), judge);
    expect(plain.evidence.answerability).toBeCloseTo(0.7, 9);
    expect(plain.evidence.uncalibrated).toBe(0.7);
    const strict = await find(TOWER, () => passages(2), judge, { thresholds: { "de>de": 0.7 } });
    expect(strict.evidence.answerability).toBeCloseTo(0.5, 9);
    expect(strict.evidence.uncalibrated).toBe(0.7);
  });

  const READINGS: Readings = [filledReading("Wo steht der Turm?"), asSaid("Wo steht er?"), asSaid("Er?")];

  it.each([
    ["the first that is answered", [0.3, 0.8, 0.9], 1, 2],
    ["the first that has passages worth showing, if none is", [0.1, 0.2, 0.4], 1, 3],
    ["the first, if none has", [0.1, 0.12, 0.14], 0, 3],
  ])("takes, of several readings, %s", async (_, answerabilities, taken, asked) => {
    const all = passages(3);
    const left = [...answerabilities];
    const texts = READINGS.map(({ question }) => question);
    const { evidence, requests } = await find(
      READINGS,
      (question) => [all[texts.indexOf(question)] as RankedPassage],
      () => left.shift() ?? 0,
    );
    expect(evidence.passages[0]?.passage.id).toBe(String(taken));
    expect(requests).toHaveLength(asked);
  });
});
