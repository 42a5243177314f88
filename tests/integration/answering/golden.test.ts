import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  openTemporaryFootnote,
  SHIPPED_DOCUMENTS,
  type TemporaryFootnote,
} from "../../support/open-temporary-footnote.js";

describe("answers about the shipped document", () => {
  let footnote: TemporaryFootnote;
  beforeAll(async () => {
    footnote = await openTemporaryFootnote(SHIPPED_DOCUMENTS);
  });
  afterAll(() => footnote.close());

  it("sends passages, then text and citations in turn, then the whole", async () => {
    const events = await footnote.events("Wie viele Menschen starben im September 2022?");
    expect(events[0]?.type).toBe("passages");
    expect(events.at(-1)?.type).toBe("done");
    let written = "";
    for (const event of events) {
      if (event.type === "delta") {
        written += event.text;
      }
      if (event.type === "citation") {
        expect(written.endsWith(`[${event.citation.marker}]`)).toBe(true);
      }
      if (event.type === "done") {
        expect(event.answer.answer).toBe(written);
      }
    }
  });

  it("doesn't take the document's own reference marks for footnotes", async () => {
    const answer = await footnote.ask("Was mussten die kirgisischen Streitkräfte 1995 tun?");
    expect(answer.answer.match(/\[\d+\]/gu)).toEqual(["[1]"]);
    const keys = answer.sentences
      .filter(({ isKey }) => isKey)
      .map(({ start, end }) => answer.answer.slice(start, end));
    expect(keys.join(" ")).toMatch(/abriegeln\./);
  });

  it("answers a question of few words in the document's language", async () => {
    expect(await footnote.ask("M41?")).toMatchObject({ answered: true, language: "de" });
  });

  it("takes the last message for the question and wants it to be the user's", async () => {
    const conversation = [
      { role: "user", content: "Haben beide Länder Botschaften?" },
      { role: "assistant", content: "Ja." },
    ] as const;
    const last = { role: "user", content: "  Was ist die M41?  " } as const;
    expect((await footnote.ask([...conversation, last])).question).toBe("Was ist die M41?");
    for (const messages of [conversation, [], [{ role: "user" as const, content: "  " }]]) {
      await expect(footnote.ask(messages)).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  it("stops when it is told to", async () => {
    await expect(footnote.ask("Was ist die M41?", AbortSignal.abort())).rejects.toMatchObject({
      code: "aborted",
    });
  });
});
