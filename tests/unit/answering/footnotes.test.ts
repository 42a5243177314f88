import { beforeAll, describe, expect, it } from "vitest";
import { Footnotes } from "../../../src/answering/footnotes.js";
import { readOnce } from "../../../src/answering/read-once.js";
import type { Mark, StoredDocument } from "../../../src/core/document.js";
import type { RankedPassage } from "../../../src/core/passage.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { Store } from "../../../src/core/ports/store.js";
import type { WordMatcher } from "../../../src/text/word-matcher.js";
import { loadMatcher } from "../../support/answering/word-matcher.js";

const FIRST = "Die Brücke wurde 1901 gebaut.";
const SECOND = "Sie ist 40 Meter lang.";
const TEXT = `${FIRST} ${SECOND}`;
const MARKS: readonly Mark[] = [
  { start: 0, kind: "page", value: 1 },
  { start: FIRST.length + 1, kind: "page", value: 2 },
];

const SECOND_SPAN = { start: FIRST.length + 1, end: TEXT.length };

const evidence = { words: 1, grams: 1, cosine: 1, sentenceCosine: 1 };
const source: RankedPassage = {
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
  alignment: null,
  repeated: 0,
  relation: { sameLanguage: true, embedderKnows: true },
  features: null,
  relevance: 0,
  score: 1,
  scores: { lexical: 1, dense: 1, ranking: 1 },
};

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = await loadMatcher();
});

/** Footnotes over an index that holds this text of the document by now, or has the document no more. */
function footnotes(text: string | undefined, marks: readonly Mark[] = []): Footnotes {
  const store: Pick<Store, "document"> = {
    document: async () => (text === undefined ? undefined : stored(text, marks)),
  };
  return new Footnotes(readOnce(store), matcher);
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
    notices: [],
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
    const [note] = await footnotes(TEXT, MARKS).cite(claim, [source]);
    const citation = note?.citation;
    expect(citation).toMatchObject({ ...SECOND_SPAN, quote: SECOND, page: 2, slide: null, verified: true });
  });

  it("cites the quote where it stands now if the document was changed meanwhile", async () => {
    const text = `Vorwort.\n\n${TEXT}`;
    const marks: readonly Mark[] = [{ start: 0, kind: "page", value: 7 }];
    const [note] = await footnotes(text, marks).cite(claim, [source]);
    const citation = note?.citation;
    const start = text.indexOf(SECOND);
    expect(citation).toMatchObject({ start, end: start + SECOND.length, page: 7, verified: true });
    expect(citation?.url).toBe(`/documents/d#${start}-${start + SECOND.length}`);
    expect(text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
  });

  it.each([
    ["the sentence was rewritten", "Die Brücke wurde 1901 gebaut. Sie ist 41 Meter lang."],
    ["the document was removed", undefined],
  ])("quotes what was retrieved, not verified, if %s meanwhile", async (_, text) => {
    const [note] = await footnotes(text).cite(claim, [source]);
    const citation = note?.citation;
    expect(citation).toMatchObject({
      ...SECOND_SPAN,
      quote: SECOND,
      page: 1,
      verified: false,
      reason: "changed",
    });
  });

  it("gives the same span the same number", async () => {
    const notes = footnotes(TEXT, MARKS);
    await notes.cite(claim, [source]);
    const first = { text: FIRST, language: "de" };
    expect((await notes.cite(first, [source]))[0]?.marker).toBe(2);
    expect(await notes.cite(claim, [source])).toEqual([{ marker: 1, citation: undefined }]);
    expect(notes.citations.map(({ marker }) => marker)).toEqual([1, 2]);
  });

  it("gives the same span another number where it doesn't support the sentence", async () => {
    const notes = footnotes(TEXT, MARKS);
    await notes.cite(claim, [source]);
    const wrong = { text: "Sie ist 41 Meter lang.", language: "de" };
    expect(await notes.cite(wrong, [source])).toMatchObject([
      { marker: 2, citation: { ...SECOND_SPAN, verified: false, reason: "number" } },
    ]);
  });

  it("quotes sentences in a row where only together they say what the claim says", async () => {
    const both = { text: "Die 40 Meter lange Brücke wurde 1901 gebaut.", language: "de" };
    const [note] = await footnotes(TEXT, MARKS).cite(both, [source]);
    expect(note?.citation).toMatchObject({ start: 0, end: TEXT.length, verified: true });
  });

  it("fetches a document once, also for footnotes in a row, so that all quotes are of one version", async () => {
    let fetched = 0;
    const store = {
      async document() {
        fetched++;
        return stored(TEXT, MARKS);
      },
    };
    const notes = new Footnotes(readOnce(store), matcher);
    await notes.cite(claim, [source, { ...source }]);
    await notes.cite(claim, [source]);
    expect(fetched).toBe(1);
  });
});
