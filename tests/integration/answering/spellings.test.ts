import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFootnoteOf, type TemporaryFootnote } from "../../support/open-temporary-footnote.js";

/** One fact a document, with a question that spells its word in another way. */
const FACTS = [
  [
    "karte.txt",
    "Wer seine E-Mail-Adresse ändert, meldet das der Leihstelle.",
    "Was muss ich tun, wenn sich meine Emailadresse ändert?",
  ],
  ["netz.txt", "Der WLAN-Zugang kostet im Lesesaal nichts.", "Was kostet der Wlanzugang im Lesesaal?"],
  [
    "anlage.txt",
    "Die Haus-Tür-Anlage wird im März von der Firma Kolb ersetzt.",
    "Wann wird die Haustüranlage ersetzt?",
  ],
  [
    "kasse.txt",
    "An der Self-Service-Kasse zahlt man nur mit Karte.",
    "Wie zahlt man an der Selfservicekasse?",
  ],
  [
    "zoo.txt",
    "Im Gehege der Bären leben drei Junge.".normalize("NFD"),
    "Wie viele Junge leben im Gehege der Bären?",
  ],
] as const;

describe("a word that question and document spell in other ways", () => {
  let footnote: TemporaryFootnote;
  beforeAll(async () => {
    footnote = await openFootnoteOf(FACTS);
  });
  afterAll(() => footnote.close());

  it.each(FACTS)("%s: is the same word, hyphens and composed letters or not", async (_, text, question) => {
    const { answered, citations } = await footnote.ask(question);
    expect({ answered, quote: citations[0]?.quote }).toEqual({ answered: true, quote: text });
  });
});
