import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExplainedPassage, SearchResult } from "../../../src/app/search-result.js";
import type { Answer, Citation } from "../../../src/core/answer.js";
import type { DocumentSummary, StoredDocument } from "../../../src/core/document.js";
import { parseEvents } from "../../support/server/fakes.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";

const when = "Wann wollte Kirgisistan vermitteln?";

describe("the server over an index", () => {
  let served: ServedWorkspace;

  const get = async <T>(address: string) => (await (await fetch(served.url + address)).json()) as T;
  const post = (body: unknown) =>
    fetch(`${served.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const ask = async (content: string, more: object = {}) =>
    (await (await post({ messages: [{ role: "user", content }], stream: false, ...more })).json()) as Answer;

  beforeAll(async () => {
    served = await serveWorkspace({
      "bread.md": "# Bread\n\n## Rye\n\nRye bread is baked for fifty minutes at 210 degrees.\n",
    });
  });

  afterAll(() => served.close());

  async function expectExact(citations: readonly Citation[]) {
    for (const { documentId, start, end, quote, url, verified } of citations) {
      const { text } = await get<StoredDocument>(`/api/documents/${documentId}`);
      expect(quote).toBe(text.slice(start, end));
      expect(url).toBe(`/documents/${documentId}#${start}-${end}`);
      expect(verified).toBe(true);
    }
  }

  it("answers a German question with a quote that stands in the document", async () => {
    const answer = await ask(when);
    expect(answer).toMatchObject({ answered: true, language: "de", question: when, model: "extractive" });
    expect(answer.answer).toMatch(/Oktober 1992.*\[1\]/);
    expect(answer.citations.length).toBeGreaterThan(0);
    await expectExact(answer.citations);
    for (const passage of answer.passages) {
      const { text } = await get<StoredDocument>(`/api/documents/${passage.documentId}`);
      expect(passage.text).toBe(text.slice(passage.start, passage.end));
    }
  });

  it("answers an English question from a German document", async () => {
    const answer = await ask("How many people died in the armed clashes of September 2022?");
    expect(answer).toMatchObject({ answered: true, language: "en" });
    expect(answer.answer).toContain("94");
    await expectExact(answer.citations);
  });

  it.each(["Welche Währung hat Kirgisistan?", "Who won the football world cup of 1974?"])(
    "refuses what the documents don't hold: %s",
    async (question) => {
      const answer = await ask(question);
      expect(answer).toMatchObject({ answered: false, citations: [] });
      expect(answer.answer).not.toBe("");
    },
  );

  it("streams the same answer as it gives in one piece", async () => {
    const response = await post({ messages: [{ role: "user", content: when }] });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = parseEvents(await response.text());
    expect(events[0]?.event).toBe("passages");
    expect(events.at(-1)?.event).toBe("done");
    const answer = events.at(-1)?.data as Answer;
    const deltas = events
      .filter(({ event }) => event === "delta")
      .map(({ data }) => (data as { text: string }).text);
    expect(deltas.join("")).toBe(answer.answer);
    expect(events[0]?.data).toEqual(answer.passages);
    const citations = events.filter(({ event }) => event === "citation").map(({ data }) => data);
    expect(citations).toEqual(answer.citations);
    for (const citation of answer.citations) {
      const cited = events.findIndex(({ data }) => JSON.stringify(data) === JSON.stringify(citation));
      const written = events
        .slice(0, cited)
        .map(({ data }) => (data as { text?: string }).text ?? "")
        .join("");
      expect(written).toContain(`[${citation.marker}]`);
    }
    expect({ ...(await ask(when)), id: "", timings: {} }).toEqual({ ...answer, id: "", timings: {} });
  });

  it("answers from the chosen documents only", async () => {
    const { documents } = await get<{ documents: DocumentSummary[] }>("/api/documents");
    const bread = documents.find(({ path }) => path === "bread.md");
    const answer = await ask(when, { documents: [bread?.id] });
    expect(answer.answered).toBe(false);
    expect(answer.passages.every(({ documentId }) => documentId === bread?.id)).toBe(true);
    expect((await ask("How long is rye bread baked?", { documents: [bread?.id] })).answered).toBe(true);
  });

  it("gives each document with its text and headings", async () => {
    const { documents } = await get<{ documents: DocumentSummary[] }>("/api/documents");
    const bread = documents.find(({ path }) => path === "bread.md");
    const { text, headings } = await get<StoredDocument>(`/api/documents/${bread?.id}`);
    expect(headings.map(({ start, end, level }) => [text.slice(start, end), level])).toEqual([
      ["Bread", 1],
      ["Rye", 2],
    ]);
  });

  it("searches, best first, and explains each leg", async () => {
    const { passages, timings } = await get<SearchResult<ExplainedPassage>>(
      "/api/search?q=bewaffnete+Zusammenst%C3%B6%C3%9Fe&k=3&explain=true",
    );
    expect(passages).toHaveLength(3);
    const scores = passages.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(passages[0]?.text).toContain("Zusammenstößen");
    expect(passages[0]?.evidence.passage.words).toBeGreaterThan(passages[2]?.evidence.passage.words ?? 1);
    expect(timings).toMatchObject({ total: expect.any(Number) });
  });

  it.each([
    "?",
    "…",
    "🤷",
    "\u0000",
    "\u200b",
    "\ud800",
    "a",
    "SELECT * FROM passages; --",
    "x ".repeat(999),
  ])("gives a whole answer to %j", async (content) => {
    const answer = await ask(content);
    expect(answer).toMatchObject({ answered: expect.any(Boolean), answer: expect.any(String) });
    await expectExact(answer.citations);
  });

  it("is ready", async () => {
    expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
  });
});
