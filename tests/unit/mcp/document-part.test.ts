import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredDocument } from "../../../src/core/document.js";
import { passageId } from "../../../src/core/passage.js";
import { readId, readResourceUri, resourceUri, windowOf } from "../../../src/mcp/document-part.js";
import { storedDocument } from "../../support/server/fakes.js";

const LONGEST = 50;

function documentOf(text: string): StoredDocument {
  return { ...storedDocument, text, characters: text.length };
}

/** Follows the ids of a document's pieces from its beginning to its end. */
function readOn(document: StoredDocument): string {
  let text = "";
  for (let id: string | undefined = document.id; id !== undefined; ) {
    const window = windowOf(document, readId(id)?.at ?? Number.NaN, LONGEST);
    expect(window.start).toBe(text.length);
    text += window.text;
    id = window.next;
  }
  return text;
}

const texts = fc.array(fc.constantFrom("a", "ß", "😀", "\n", " ", "lorem ipsum "), { maxLength: 200 });
const documents = texts.map((parts) => documentOf(parts.join("")));

describe("an id", () => {
  it("names a document, a place in it, or a passage", () => {
    expect(readId("ab12")).toEqual({ documentId: "ab12", at: 0 });
    expect(readId("ab12:300")).toEqual({ documentId: "ab12", at: 300 });
    expect(readId(passageId("ab12", { start: 3, end: 9 }))).toEqual({
      documentId: "ab12",
      at: { start: 3, end: 9 },
    });
  });

  it.each([
    "",
    ":",
    "ab:",
    "ab:9-3",
    "ab:1-",
    "ab:-1",
    "ab:1.5",
    "../etc",
    "a b",
    "ab\0",
    "ab:12345678901",
    "a".repeat(1e6),
  ])("is refused if it is malformed", (id) => {
    expect(readId(id)).toBeUndefined();
  });

  it("stands in the address of a resource, also as links have it", () => {
    expect(readResourceUri(resourceUri("ab12:300"))).toEqual({ documentId: "ab12", at: 300 });
    expect(readResourceUri("footnote://documents/ab12#3-9")).toEqual({
      documentId: "ab12",
      at: { start: 3, end: 9 },
    });
    expect(readResourceUri("file:///etc/passwd")).toBeUndefined();
    expect(readResourceUri("footnote://documents/../ab12")).toBeUndefined();
  });
});

describe("a window of a document", () => {
  it("is the whole of a short one, with the passage in it", () => {
    expect(windowOf(documentOf("Hello there."), { start: 6, end: 11 }, LONGEST)).toEqual({
      start: 0,
      end: 12,
      text: "Hello there.",
      passage: { start: 6, end: 11 },
      previous: undefined,
      next: undefined,
    });
  });

  it("begins and ends with a line where one breaks nearby", () => {
    const lines = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join("");
    const start = lines.indexOf("line 10");
    const { text, previous, next } = windowOf(documentOf(lines), { start, end: start + 7 }, LONGEST);
    expect(text).toBe("line 7\nline 8\nline 9\nline 10\nline 11\nline 12\n");
    expect(previous).toMatch(/^doc1:\d+$/);
    expect(next).toMatch(/^doc1:\d+$/);
  });

  it("leads on to the next until all was read, and cuts no character", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(readOn(document)).toBe(document.text);
      }),
    );
  });

  it("holds the passage, is no longer than allowed, and cuts no character", () => {
    fc.assert(
      fc.property(documents, fc.nat(400), fc.nat(30), (document, start, length) => {
        const window = windowOf(document, { start, end: start + length }, LONGEST);
        const { passage = { start: Number.NaN, end: Number.NaN } } = window;
        expect(window.start).toBeLessThanOrEqual(passage.start);
        expect(passage.end).toBeLessThanOrEqual(window.end);
        expect(passage.start).toBe(Math.min(start, document.text.length));
        expect(window.text).toBe(document.text.slice(window.start, window.end));
        expect(window.text.length).toBeLessThanOrEqual(LONGEST + 1);
        // No half of a surrogate pair.
        expect(window.text).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it("shows the beginning of a passage that is too long", () => {
    const { start, end, passage, next } = windowOf(
      documentOf("x".repeat(200)),
      { start: 20, end: 180 },
      LONGEST,
    );
    expect({ start, end, passage, next }).toEqual({
      start: 20,
      end: 70,
      passage: { start: 20, end: 70 },
      next: "doc1:70",
    });
  });

  it("is empty behind the end", () => {
    expect(windowOf(documentOf("Hello"), 1e9, LONGEST)).toMatchObject({ text: "", next: undefined });
  });
});
