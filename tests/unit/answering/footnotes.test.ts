import { beforeAll, describe, expect, it } from "vitest";
import { Footnotes } from "../../../src/answering/footnotes.js";
import type { Mark, StoredDocument } from "../../../src/core/document.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { Store } from "../../../src/core/ports/store.js";
import type { ContextPassage } from "../../../src/core/ports/writer.js";
import { loadWordVectors } from "../../../src/embedding/load-word-vectors.js";
import { WordMatcher } from "../../../src/text/word-matcher.js";

const FIRST = "Die Brücke wurde 1901 gebaut.";
const SECOND = "Sie ist 40 Meter lang.";
const TEXT = `${FIRST} ${SECOND}`;
const MARKS: readonly Mark[] = [
  { start: 0, kind: "page", value: 1 },
  { start: FIRST.length + 1, kind: "page", value: 2 },
];

const SECOND_SPAN = { start: FIRST.length + 1, end: TEXT.length };

const evidence = { words: 1, grams: 1, cosine: 1, sentenceCosine: 1 };
const source: ContextPassage = {
  passage: {
    id: "d:0",
    documentId: "d",
    title: "Brücken",
    text: TEXT,
    heading: ["Technik"],
    language: "de",
    start: 0,
    end: TEXT.length,
    ...NOWHERE,
    page: 1,
  },
  evidence,
  paragraph: { start: 0, end: TEXT.length, text: TEXT, evidence },
  sentences: [
    { start: 0, end: FIRST.length, cosine: 1 },
    { ...SECOND_SPAN, cosine: 1 },
  ],
  score: 1,
};

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = new WordMatcher(await loadWordVectors(new URL("../../../models", import.meta.url).pathname));
});

/** Footnotes over an index that holds this text of the document by now, or has the document no more. */
function footnotes(text: string | undefined, marks: readonly Mark[] = []): Footnotes {
  const store: Pick<Store, "document"> = {
    document: async () => (text === undefined ? undefined : stored(text, marks)),
  };
  return new Footnotes(store, matcher);
}

function stored(text: string, marks: readonly Mark[]): StoredDocument {
  return {
    id: "d",
    path: "d.txt",
    title: "Brücken",
    format: "text",
    language: "de",
    bytes: text.length,
    characters: text.length,
    pages: null,
    passages: 1,
    contentHash: "",
    ingestedAt: "2026-01-01T00:00:00.000Z",
    text,
    headings: [],
    marks,
  };
}

const claim = { text: SECOND, language: "de" };

describe("Footnotes", () => {
  it("cites the page that the quote stands on, not the one its passage begins on", async () => {
    const { citation } = await footnotes(TEXT, MARKS).cite(claim, source, SECOND_SPAN);
    expect(citation).toMatchObject({ ...SECOND_SPAN, quote: SECOND, page: 2, slide: null, verified: true });
  });

  it("finds the sentence that supports the claim if the writer doesn't name it", async () => {
    const { citation } = await footnotes(TEXT, MARKS).cite(claim, source, undefined);
    expect(citation).toMatchObject(SECOND_SPAN);
  });

  it("cites the quote where it stands now if the document was changed meanwhile", async () => {
    const text = `Vorwort.\n\n${TEXT}`;
    const marks: readonly Mark[] = [{ start: 0, kind: "page", value: 7 }];
    const { citation } = await footnotes(text, marks).cite(claim, source, SECOND_SPAN);
    const start = text.indexOf(SECOND);
    expect(citation).toMatchObject({ start, end: start + SECOND.length, page: 7, verified: true });
    expect(citation?.url).toBe(`/documents/d#${start}-${start + SECOND.length}`);
    expect(text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
  });

  it.each([
    ["the sentence was rewritten", "Die Brücke wurde 1901 gebaut. Sie ist 41 Meter lang."],
    ["the document was removed", undefined],
  ])("quotes what was retrieved, not verified, if %s meanwhile", async (_, text) => {
    const { citation } = await footnotes(text).cite(claim, source, SECOND_SPAN);
    expect(citation).toMatchObject({ ...SECOND_SPAN, quote: SECOND, page: 1, verified: false });
  });

  it("gives the same span the same number", async () => {
    const notes = footnotes(TEXT, MARKS);
    await notes.cite(claim, source, SECOND_SPAN);
    expect((await notes.cite(claim, source, { start: 0, end: FIRST.length })).marker).toBe(2);
    expect(await notes.cite(claim, source, SECOND_SPAN)).toEqual({ marker: 1, citation: undefined });
    expect(notes.citations.map(({ marker }) => marker)).toEqual([1, 2]);
  });
});
