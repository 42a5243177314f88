import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenFootnote, openFootnote, SHIPPED_DOCUMENTS } from "../open-footnote.js";

/** Questions about the shipped document and words that its answer must hold. */
const ANSWERED = [
  ["de", "Wann wollte Kirgisistan vermitteln?", "Oktober 1992"],
  ["de", "Wie viele Menschen starben im September 2022?", "94 Menschen"],
  ["de", "Wie viele Menschen wurden im April 2021 vertrieben?", "30.000 Menschen"],
  ["de", "Was geschah am 14. September 2022?", "Zusammenstößen"],
  ["de", "Welche Straße ist eine wichtige Route für Schmuggler?", "M41"],
  ["de", "Was wird auf der M41 transportiert?", "Waffen und Drogen"],
  ["de", "Wozu dient die M41?", "Schmuggler"],
  ["de", "Wie hieß der kirgisische Präsident?", "Askar Akajew"],
  ["de", "Wo trafen sich die Leiter der Staatssicherheitsbehörden?", "in Osch"],
  ["de", "Haben beide Länder Botschaften?", "Botschaften"],
  ["de", "In welcher Organisation sind beide Länder Mitglied?", "GUS"],
  ["de", "Wie lange verzögerte das Parlament den Einsatz?", "mehrere Monate"],
  ["de", "Warum gibt es einen Grenzkonflikt?", "Grenzziehung"],
  ["de", "Was ist das größere Risiko für Kirgisistan?", "Destabilisierung"],
  ["de", "Wer ist der Präsident Kasachstans?", "Nursultan Nasarbajew"],
  ["en", "How many people died in the armed clashes of September 2022?", "94 Menschen"],
  ["en", "How many people were displaced in April 2021?", "30.000 Menschen"],
  ["en", "Which road is used by smugglers?", "M41"],
  ["en", "Who was the Kyrgyz president?", "Askar Akajew"],
  ["en", "Do both countries have embassies?", "Botschaften"],
  ["en", "Are both countries members of the CIS?", "GUS"],
  ["en", "What happened on 14 September 2022?", "Zusammenstößen"],
  ["en", "How long did the parliament delay the deployment?", "mehrere Monate"],
  ["en", "What did Kyrgyz forces seal off in 1995?", "Grenze"],
] as const;

/** Questions whose answer the document doesn't hold, though it holds many of their words. */
const REFUSED = [
  ["de", "Welche Währung hat Kirgisistan?"],
  ["de", "Wie viele Einwohner hat Tadschikistan?"],
  ["de", "Was ist die Hauptstadt von Kirgisistan?"],
  ["de", "Welche Sprache wird in Tadschikistan gesprochen?"],
  ["de", "Wer ist der Präsident von Frankreich?"],
  ["de", "Welche Religion haben die Menschen in Kirgisistan?"],
  ["de", "Wann wurde Kirgisistan unabhängig?"],
  ["de", "Wie lang ist die Straße M41?"],
  ["de", "Wie groß ist Kirgisistan?"],
  ["de", "Wie wird das Wetter morgen in Osch?"],
  ["de", "Wie backe ich Brot?"],
  ["en", "What is the currency of Kyrgyzstan?"],
  ["en", "How many inhabitants does Tajikistan have?"],
  ["en", "What is the capital of Kyrgyzstan?"],
  ["en", "What language is spoken in Tajikistan?"],
  ["en", "Who is the president of France?"],
  ["en", "When did Kyrgyzstan become independent?"],
  ["en", "What is the highest mountain in Tajikistan?"],
  ["en", "How long is the M41 road?"],
  ["en", "What does a visa for Kyrgyzstan cost?"],
  ["en", "How do I bake bread?"],
  ["en", "What is the best recipe for sourdough bread?"],
] as const;

describe("answers about the shipped document", () => {
  let footnote: OpenFootnote;
  let text: string;
  beforeAll(async () => {
    footnote = await openFootnote(SHIPPED_DOCUMENTS);
    const [document] = await footnote.store.documents();
    text = (await footnote.store.document(document?.id ?? ""))?.text ?? "";
  });
  afterAll(() => footnote.close());

  it.each(ANSWERED)("%s: %s → %s", async (language, question, expected) => {
    const answer = await footnote.ask(question);
    expect(answer).toMatchObject({ answered: true, language, question, model: "extractive" });
    expect(answer.answer).toContain(expected);
    expect(answer.citations.length).toBeGreaterThan(0);
    for (const { marker, start, end, quote, verified, url, documentId } of answer.citations) {
      expect(quote).toBe(text.slice(start, end));
      expect(verified).toBe(true);
      expect(answer.answer).toContain(`[${marker}]`);
      expect(url).toBe(`/documents/${documentId}#${start}-${end}`);
    }
  });

  it.each(REFUSED)("%s: %s is refused", async (language, question) => {
    const answer = await footnote.ask(question);
    expect(answer).toMatchObject({ answered: false, language, citations: [] });
    expect(answer.answer).toMatch(language === "de" ? /Dokumenten/ : /documents/);
  });

  it("sends passages, then text and citations in turn, then the whole", async () => {
    const events = await footnote.events("Wie viele Menschen starben im September 2022?");
    expect(events[0]?.type).toBe("passages");
    expect(events.at(-1)?.type).toBe("done");
    let written = "";
    for (const event of events) {
      if (event.type === "delta") written += event.text;
      if (event.type === "citation") expect(written.endsWith(`[${event.citation.marker}]`)).toBe(true);
      if (event.type === "done") expect(event.answer.answer).toBe(written);
    }
  });

  it("doesn't take the document's own reference marks for footnotes", async () => {
    const answer = await footnote.ask("Was mussten die kirgisischen Streitkräfte 1995 tun?");
    expect(answer.answer.match(/\[\d+\]/gu)).toEqual(["[1]"]);
    expect(answer.citations[0]?.quote).toMatch(/abriegeln\.$/);
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
