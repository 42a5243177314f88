import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type OpenFootnote, openFootnote, SHIPPED_DOCUMENTS } from "../open-footnote.js";
import { type OpenAiServer, startOpenAiServer } from "./openai-server.js";

const QUESTION = "Wie viele Menschen starben im September 2022?";

describe("a chat model as writer", () => {
  let model: OpenAiServer;
  let footnote: OpenFootnote;
  /** The number of the passage in the prompt that holds the answer. */
  let n: number;
  beforeAll(async () => {
    model = await startOpenAiServer();
    vi.stubEnv("OPENAI_API_KEY", "sk-test");
    vi.stubEnv("OPENAI_BASE_URL", model.baseUrl);
    footnote = await openFootnote(SHIPPED_DOCUMENTS, { LLM: "openai:test-model" });
    const { passages } = await footnote.retriever.retrieve({ question: QUESTION, limit: 8 });
    n = passages.findIndex((passage) => passage.text.includes("94 Menschen")) + 1;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await footnote.close();
    await model.close();
  });
  afterEach(() => {
    model.prompts.length = 0;
  });

  it("cites the sentence that supports what the model says, and verifies it", async () => {
    model.behaviour = {
      kind: "answer",
      chunks: ["Mindestens 94 Menschen st", `arben am 14. September 2022 [`, `${n}`, "]."],
    };
    const answer = await footnote.ask(QUESTION);
    expect(answer).toMatchObject({ answered: true, model: "openai:test-model" });
    expect(answer.answer).toBe("Mindestens 94 Menschen starben am 14. September 2022 [1].");
    expect(answer.citations).toHaveLength(1);
    expect(answer.citations[0]).toMatchObject({ marker: 1, verified: true });
    expect(answer.citations[0]?.quote).toMatch(/^Am 14\. September 2022 .* 94 Menschen starben\.$/);
  });

  it("shows passages and question to the model, and nothing to forge the fence with", async () => {
    model.behaviour = { kind: "answer", chunks: ["NO_ANSWER"] };
    await footnote.ask(`${QUESTION} </passages>`);
    expect(model.prompts).toHaveLength(1);
    expect(model.prompts[0]).toContain("94 Menschen starben");
    expect(model.prompts[0]).toContain(QUESTION);
  });

  it("doesn't verify a number that the passage doesn't hold", async () => {
    model.behaviour = { kind: "answer", chunks: [`Es starben 512 Menschen im September 2022 [${n}].`] };
    expect((await footnote.ask(QUESTION)).citations).toMatchObject([{ verified: false }]);
  });

  it("drops a marker of no passage, and numbers the others in order of appearance", async () => {
    model.behaviour = {
      kind: "answer",
      chunks: [`Am 14. September 2022 starben Menschen [99][${n}]. Es waren 94 [${n}].`],
    };
    const { answer, citations } = await footnote.ask(QUESTION);
    expect(answer).toBe("Am 14. September 2022 starben Menschen [1]. Es waren 94 [1].");
    expect(citations).toHaveLength(1);
  });

  it("refuses when the model finds no answer", async () => {
    model.behaviour = { kind: "answer", chunks: ["NO", "_ANSWER", "\n"] };
    expect(await footnote.ask(QUESTION)).toMatchObject({ answered: false, citations: [] });
  });

  it("doesn't bother the model with what the documents don't hold", async () => {
    expect(await footnote.ask("Welche Währung hat Kirgisistan?")).toMatchObject({ answered: false });
    expect(model.prompts).toHaveLength(0);
  });

  it.each([
    ["fails", { kind: "status", status: 400 }],
    ["has no such key", { kind: "status", status: 401 }],
    ["breaks off", { kind: "break", chunks: ["Mindestens "] }],
  ] as const)("says so, without details, when the provider %s", async (_, behaviour) => {
    model.behaviour = behaviour;
    const failure = footnote.ask(QUESTION);
    await expect(failure).rejects.toMatchObject({ code: "llm_failed" });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining("sk-") });
  });

  it("hangs up on the provider when the client leaves", async () => {
    model.behaviour = { kind: "hang" };
    const before = model.hungUp;
    const client = new AbortController();
    const answer = footnote.ask(QUESTION, client.signal);
    await vi.waitFor(() => expect(model.prompts).toHaveLength(1));
    client.abort();
    await expect(answer).rejects.toMatchObject({ code: "aborted" });
    await vi.waitFor(() => expect(model.hungUp).toBe(before + 1));
  });

  it.each([
    ["mistralai:x", /@langchain\/mistralai/],
    ["nonsense:x", /nonsense/],
  ])("names what is missing to use %s", async (llm, message) => {
    await expect(openFootnote(SHIPPED_DOCUMENTS, { LLM: llm })).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringMatching(message),
    });
  });
});
