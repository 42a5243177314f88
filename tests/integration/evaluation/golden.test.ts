import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readQuestions } from "../../../src/evaluation/data-set.js";
import { evaluate } from "../../../src/evaluation/evaluate.js";
import type { Outcome } from "../../../src/evaluation/outcome.js";
import { openTemporaryFootnote, SHIPPED_DOCUMENTS } from "../../support/open-temporary-footnote.js";
import { repository } from "../../support/workspace.js";

const golden = path.join(repository, "tests/golden");

/** What must hold of a question to be counted; `floors.json` says for how many questions it has to. */
const counted: Readonly<
  Record<string, { of: (outcome: Outcome) => boolean; holds: (outcome: Outcome) => boolean }>
> = {
  in1000Characters: {
    of: isAnswerable,
    holds: ({ depth }) => depth.characters !== null && depth.characters <= 1000,
  },
  inFirstPassage: { of: isAnswerable, holds: ({ depth }) => depth.rank === 1 },
  containsGold: { of: isAnswerable, holds: ({ containsGold }) => containsGold },
  citesGold: { of: isAnswerable, holds: ({ citations }) => citations.some(({ isGold }) => isGold) },
  refusedRightly: { of: (outcome) => !isAnswerable(outcome), holds: ({ answer }) => !answer.answered },
};

describe("the golden set over the shipped document", () => {
  let outcomes: readonly Outcome[];
  let floors: Readonly<Record<string, number>>;

  beforeAll(async () => {
    floors = JSON.parse(await readFile(path.join(golden, "floors.json"), "utf8"));
    const questions = await readQuestions(path.join(golden, "questions.jsonl"));
    const footnote = await openTemporaryFootnote(SHIPPED_DOCUMENTS);
    try {
      const { store, retriever, ask } = footnote;
      outcomes = await evaluate({ questions, store, retriever, ask: (messages) => ask(messages) });
    } finally {
      await footnote.close();
    }
  });

  it("has a floor for everything that is counted", () => {
    expect(Object.keys(floors).sort()).toEqual(Object.keys(counted).sort());
  });

  it.each(Object.entries(counted))("doesn't fall below its floor: %s", (name, { of, holds }) => {
    const asked = outcomes.filter(of);
    const failed = asked.filter((outcome) => !holds(outcome)).map(({ question }) => question.question);
    expect(asked.length - failed.length, `failed: ${failed.join(" | ")}`).toBeGreaterThanOrEqual(
      floors[name] ?? 0,
    );
  });

  it("answers in the question's language, with verified quotes of the document's very text", () => {
    for (const { question, answer, citations } of outcomes) {
      expect(answer).toMatchObject({ language: question.language, question: question.question });
      expect(citations.length > 0).toBe(answer.kind !== "refusal");
      for (const { citation, isExact } of citations) {
        const { marker, start, end, documentId } = citation;
        expect(isExact).toBe(true);
        expect(citation.verified).toBe(true);
        expect(citation.url).toBe(`/documents/${documentId}#${start}-${end}`);
        expect(answer.answer).toContain(`[${marker}]`);
      }
      if (!answer.answered) {
        expect(answer.answer).toMatch(question.language === "de" ? /Dokumente/ : /documents/);
      }
    }
  });
});

function isAnswerable({ question }: Outcome): boolean {
  return question.answerable;
}
