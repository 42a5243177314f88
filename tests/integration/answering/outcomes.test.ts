import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCalibration } from "../../../src/answering/refusal/calibration-file.js";
import {
  ANSWER_THRESHOLD,
  calibrate,
  EXCERPTS_THRESHOLD,
} from "../../../src/answering/refusal/confidence.js";
import { type Answering, openAnswering } from "../../../src/app/workspace.js";
import type { Answer, AnswerEvent } from "../../../src/core/answer.js";
import {
  openTemporaryFootnote,
  SHIPPED_DOCUMENTS,
  type TemporaryFootnote,
} from "../../support/open-temporary-footnote.js";

const QUESTION = "Wie viele Menschen starben im September 2022?";

describe("the outcome of a question", () => {
  let footnote: TemporaryFootnote;
  beforeAll(async () => {
    footnote = await openTemporaryFootnote(SHIPPED_DOCUMENTS);
  });
  afterAll(() => footnote.close());

  /** Asks where the threshold is such that the question's confidence becomes this one. */
  async function askWithConfidence(confidence: number): Promise<AnswerEvent[]> {
    const raw = answerOf(await askWithThreshold(0.5)).confidence;
    return askWithThreshold(calibrate(raw, confidence));
  }

  async function askWithThreshold(threshold: number): Promise<AnswerEvent[]> {
    const figures = { answerable: 1, unanswerable: 1, falseRefusal: 0, trueRefusal: 1 };
    const { driver, embedder } = footnote;
    await saveCalibration(driver, embedder.fingerprint, { "de>de": { threshold, ...figures } });
    const answering: Answering = await openAnswering(footnote, () => undefined);
    try {
      const messages = [{ role: "user", content: QUESTION } as const];
      const events: AnswerEvent[] = [];
      for await (const event of answering.answerer.answer({ messages })) {
        events.push(event);
      }
      return events;
    } finally {
      await answering.close();
    }
  }

  function answerOf(events: readonly AnswerEvent[]): Answer {
    const last = events.at(-1);
    expect(last?.type).toBe("done");
    return (last as Extract<AnswerEvent, { type: "done" }>).answer;
  }

  it("is an answer where the confidence is high enough", async () => {
    const answer = answerOf(await askWithConfidence(ANSWER_THRESHOLD + 0.1));
    expect(answer).toMatchObject({ answered: true, kind: "answer" });
    expect(answer.hints).toBeUndefined();
  });

  it("is excerpts where it isn't, with a citation of each exactly as the document has it", async () => {
    const events = await askWithConfidence((ANSWER_THRESHOLD + EXCERPTS_THRESHOLD) / 2);
    const answer = answerOf(events);
    expect(answer).toMatchObject({ answered: false, kind: "excerpts", hints: { missing: [] } });
    expect(answer.excerpts.map(({ marker }) => marker)).toEqual(answer.citations.map(({ marker }) => marker));
    expect(answer.excerpts.length).toBeGreaterThan(1);
    expect(answer.excerpts.length).toBeLessThanOrEqual(3);

    const lead = answer.answer.slice(0, answer.excerpts[0]?.start);
    expect(lead).toMatch(/^Eine klare Antwort geben die Dokumente nicht;.*:\n\n$/);
    let rest = answer.answer.slice(lead.length);
    for (const { start, end, marker } of answer.excerpts) {
      const shown = `${answer.answer.slice(start, end)} [${marker}]`;
      expect(rest.startsWith(shown)).toBe(true);
      rest = rest.slice(shown.length).trimStart();
    }
    expect(rest).toBe("");

    for (const { documentId, start, end, quote, highlights, verified } of answer.citations) {
      const document = await footnote.store.document(documentId);
      expect(document?.text.slice(start, end)).toBe(quote);
      expect(verified).toBe(true);
      expect(highlights.every((span) => span.start >= start && span.end <= end)).toBe(true);
    }
    expect(answer.sentences.every(({ state }) => state === "verified")).toBe(true);
    expect(answer.sentences.some(({ isKey }) => isKey)).toBe(true);
    expect(events.flatMap((event) => (event.type === "delta" ? [event.text] : [])).join("")).toBe(
      answer.answer,
    );
  });

  it("is a refusal where nothing comes near", async () => {
    const answer = answerOf(await askWithConfidence(EXCERPTS_THRESHOLD / 2));
    expect(answer).toMatchObject({
      answered: false,
      kind: "refusal",
      citations: [],
      sentences: [],
      excerpts: [],
    });
  });
});
