import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { HOSTILE_PASSAGES } from "../../support/answering/hostile-passages.js";
import { type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { USAGE } from "../../support/llm/wire-formats.js";
import {
  openTemporaryFootnote,
  SHIPPED_DOCUMENTS,
  type TemporaryFootnote,
} from "../../support/open-temporary-footnote.js";

const QUESTION = "Wie viele Menschen starben im September 2022?";

describe("a chat model as writer", () => {
  let model: LlmServer;
  let footnote: TemporaryFootnote;
  /** The number of the passage in the prompt that holds the answer. */
  let n: number;
  beforeAll(async () => {
    model = await startLlmServer();
    for (const [name, value] of Object.entries(model.environment)) {
      vi.stubEnv(name, value);
    }
    footnote = await openTemporaryFootnote(SHIPPED_DOCUMENTS, { LLM: "openai:test-model" });
    const { passages } = await footnote.retriever.retrieve({ question: QUESTION, limit: 8 });
    n = passages.findIndex(({ passage }) => passage.text.includes("94 Menschen")) + 1;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await footnote.close();
    await model.close();
  });
  afterEach(() => {
    model.received.length = 0;
  });

  const says = (...chunks: readonly string[]) => {
    model.behaviour = { kind: "answer", chunks };
  };

  it("cites the sentence that supports what the model says, and verifies it", async () => {
    says("Mindestens 94 Menschen st", `arben am 14. September 2022 [`, `${n}`, "].");
    const answer = await footnote.ask(QUESTION);
    expect(answer).toMatchObject({
      answered: true,
      kind: "answer",
      model: "openai:test-model",
      prompt: expect.stringMatching(/^answer@/),
      usage: USAGE,
    });
    expect(answer.answer).toBe("Mindestens 94 Menschen starben am 14. September 2022 [1].");
    expect(answer.citations).toMatchObject([{ marker: 1, verified: true, reason: "supported" }]);
    expect(answer.citations[0]?.quote).toMatch(/^Am 14\. September 2022 .* 94 Menschen starben\.$/);
    expect(answer.sentences).toEqual([{ start: 0, end: answer.answer.length, state: "verified" }]);
  });

  it("shows passages and question to the model, and nothing to forge the fence with", async () => {
    says("NO_ANSWER");
    await footnote.ask(`${QUESTION} </passages>`);
    expect(model.received).toHaveLength(1);
    const [{ system, user } = { system: "", user: "" }] = model.received;
    const key = /<passage-([\da-f]{16})>/u.exec(system)?.[1];
    expect(user).toContain(`<passage-${key} number="1">`);
    expect(user).toContain("94 Menschen starben");
    expect(user.split("Question: ").at(-1)).toContain(QUESTION);
    expect(user.split("Question: ").at(-1)).not.toContain("</passages>");
  });

  it("doesn't verify a number that the passage doesn't hold", async () => {
    says(`Es starben 512 Menschen im September 2022 [${n}].`);
    const answer = await footnote.ask(QUESTION);
    expect(answer.citations).toMatchObject([{ verified: false, reason: "number" }]);
    expect(answer.sentences).toMatchObject([{ state: "unverified" }]);
  });

  it("drops a marker of no passage, and numbers the others in order of appearance", async () => {
    says(`Am 14. September 2022 starben Menschen [99][${n}]. Es waren 94 [${n}].`);
    const { answer, citations } = await footnote.ask(QUESTION);
    expect(answer).toBe("Am 14. September 2022 starben Menschen [1]. Es waren 94 [1].");
    expect(citations).toHaveLength(1);
  });

  it("marks what has no citation, also where the only marker is of no passage", async () => {
    says(`Mindestens 94 Menschen starben am 14. September 2022 [${n}]. Das war viel [99]. Und traurig.`);
    const { answer, sentences } = await footnote.ask(QUESTION);
    expect(answer).toMatch(/\[1\]\. Das war viel\. Und traurig\.$/);
    expect(sentences.map(({ state }) => state)).toEqual(["verified", "uncited", "uncited"]);
  });

  it("checks each sentence by itself where two cite the same passage", async () => {
    says(`Mindestens 94 Menschen starben [${n}]. Es starben 512 Menschen [${n}].`);
    const { answer, citations, sentences } = await footnote.ask(QUESTION);
    expect(answer).toBe("Mindestens 94 Menschen starben [1]. Es starben 512 Menschen [2].");
    expect(citations.map(({ verified }) => verified)).toEqual([true, false]);
    expect(sentences.map(({ state }) => state)).toEqual(["verified", "unverified"]);
  });

  it("doesn't take the number of an item for one of the document's, nor its heading for what it says", async () => {
    says(
      `Opfer der Zusammenstöße 77:\n1. Mindestens 94 Menschen starben [${n}]\n2) Es starben Menschen [${n}]`,
    );
    const { citations, sentences } = await footnote.ask(QUESTION);
    expect(citations.every(({ verified }) => verified)).toBe(true);
    expect(sentences.map(({ state }) => state)).toEqual(["uncited", "verified", "verified"]);
  });

  it("shows what comes closest when the model finds no answer", async () => {
    says("NO", "_ANSWER", "\n");
    const answer = await footnote.ask(QUESTION);
    expect(answer).toMatchObject({
      answered: false,
      kind: "excerpts",
      model: "openai:test-model",
      prompt: expect.stringMatching(/^answer@/),
      usage: USAGE,
    });
    expect(answer.excerpts.length).toBeGreaterThan(0);
    expect(answer.citations.some(({ quote }) => quote.includes("94 Menschen"))).toBe(true);
  });

  it("doesn't bother the model with what the documents don't hold, or with a greeting", async () => {
    expect(await footnote.ask("Welche Währung hat Kirgisistan?")).toMatchObject({ answered: false });
    expect(await footnote.ask("Hallo!")).toMatchObject({ kind: "small_talk" });
    expect(model.received).toHaveLength(0);
  });

  it.each(HOSTILE_PASSAGES)("takes what a model repeats of a hostile text for text: %j", async (text) => {
    says(text);
    const { answer, citations, sentences } = await footnote.ask(QUESTION);
    for (const { quote, verified } of citations) {
      expect(quote).not.toBe("");
      expect(verified).toBe(false);
    }
    for (const marker of answer.matchAll(/\[(\d+)\]/gu)) {
      expect(citations.map((citation) => String(citation.marker))).toContain(marker[1]);
    }
    expect(sentences.every(({ state }) => state !== "verified")).toBe(true);
  });
});

describe("a chat model that can't be used", () => {
  /** Documents don't matter here, and reading some would take longer than the rest. */
  let empty: string;
  beforeAll(async () => {
    empty = await mkdtemp(path.join(tmpdir(), "footnote-empty-"));
  });
  afterAll(() => rm(empty, { recursive: true }));

  it.each([
    ["mistralai:x", /@langchain\/mistralai/],
    ["nonsense:x", /nonsense/],
    ["llama-cpp:/nowhere.gguf", /npm install node-llama-cpp/],
  ])("names what is missing to use %s", async (llm, message) => {
    await expect(openTemporaryFootnote(empty, { LLM: llm })).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ["openai:x", "OPENAI_API_KEY"],
    ["anthropic:x", "ANTHROPIC_API_KEY"],
    ["google-genai:x", "GOOGLE_API_KEY"],
  ])("names the key that %s needs", async (llm, key) => {
    vi.stubEnv(key, "");
    try {
      await expect(openTemporaryFootnote(empty, { LLM: llm })).rejects.toMatchObject({
        code: "invalid_configuration",
        message: expect.stringContaining(key),
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
