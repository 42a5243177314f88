import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readQuestions } from "../../../src/evaluation/data-set.js";
import { evaluate } from "../../../src/evaluation/evaluate.js";
import type { Outcome } from "../../../src/evaluation/outcome.js";
import { answerFromPassages, passagesOf } from "../../support/llm/answer-from-passages.js";
import { type LlmServer, type Received, startLlmServer } from "../../support/llm/llm-server.js";
import { openTemporaryFootnote } from "../../support/open-temporary-footnote.js";
import { repository } from "../../support/workspace.js";

const conversations = path.join(repository, "tests/conversations");

describe("an evaluation with a language model over the wire", () => {
  let model: LlmServer;
  let outcomes: readonly Outcome[];
  /** What the model was asked for an answer with. */
  let prompts: readonly Received[];

  beforeAll(async () => {
    model = await startLlmServer();
    model.behaviour = { kind: "reply", reply: answerFromPassages };
    for (const [name, value] of Object.entries(model.environment)) {
      vi.stubEnv(name, value);
    }
    const questions = await readQuestions(path.join(conversations, "questions.jsonl"));
    const footnote = await openTemporaryFootnote(path.join(conversations, "documents"), {
      LLM: "openai:test-model",
    });
    try {
      const { store, retriever, ask } = footnote;
      outcomes = await evaluate({ questions, store, retriever, ask: (messages) => ask(messages) });
    } finally {
      await footnote.close();
    }
    prompts = model.received.filter(({ user }) => user.includes("\nQuestion: "));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await model.close();
  });

  it("cites exactly what the documents say, wherever in a section it stands", () => {
    const answers = outcomes.filter(({ answer }) => answer.kind === "answer");
    expect(answers.length).toBeGreaterThanOrEqual(30);
    for (const { answer, citations } of answers) {
      expect(answer.model).toBe("openai:test-model");
      expect(citations.length).toBeGreaterThan(0);
      expect(citations.every(({ isExact }) => isExact)).toBe(true);
    }
    const cited = answers.filter(({ citations }) => citations.some(({ isGold }) => isGold));
    expect(cited.length).toBeGreaterThan(15);
  });

  it("shows the model whole sections, each once, a document's together and in their order", () => {
    expect(prompts.length).toBeGreaterThan(30);
    for (const prompt of prompts) {
      const passages = passagesOf(prompt);
      expect(passages.map(({ number }) => number)).toEqual(passages.map((_, i) => i + 1));
      const places = passages.map(({ place }) => place);
      expect(new Set(places).size).toBe(places.length);
      const titles = places.map((place) => place.split(" › ")[0]);
      expect(titles.filter((title, i) => title !== titles[i - 1])).toEqual([...new Set(titles)]);
    }
    const shown = prompts.flatMap(passagesOf).find(({ place }) => place.includes("§ 5 Anmeldung"));
    expect(shown?.text).toBe(
      "Die Haltung ist innerhalb von zwei Wochen beim Steueramt anzumelden. Bei der Abmeldung ist die Marke zurückzugeben; geht sie verloren, kostet der Ersatz 8 Euro.",
    );
  });

  it("has shown the model what answers wherever it was asked for something that the documents hold", () => {
    const held = outcomes.filter(
      ({ question, answer }) =>
        question.answerable &&
        answer.kind === "answer" &&
        prompts.some(
          (prompt) =>
            prompt.user.endsWith(`Question: ${answer.question}`) &&
            passagesOf(prompt).some(({ text }) => question.gold.some((gold) => text.includes(gold.text))),
        ),
    );
    expect(held.length).toBeGreaterThanOrEqual(30);
  });
});
