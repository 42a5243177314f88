import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockTime } from "../../../src/widget/i18n/clock-time.js";
import { DICTIONARY } from "../../../src/widget/i18n/dictionary.js";
import { filterRows, rowsOf, SORT_COLUMNS, sortRows } from "../../../src/widget/library/rows.js";
import { createWording } from "../../../src/widget/library/wording.js";
import type { DocumentsOverview, ListedDocument } from "../../../src/widget/transport/documents-client.js";

/** A document at a path; single facts can be replaced. */
function listed(path: string, replaced: Partial<ListedDocument> = {}): ListedDocument {
  return {
    id: path,
    path,
    title: path,
    format: "text",
    language: "de",
    bytes: 1,
    pages: null,
    passages: 1,
    notices: [],
    ingestedAt: "2026-01-01T00:00:00.000Z",
    ...replaced,
  };
}

const idle = { running: false, progress: null, finishedAt: null, lastError: null, skipped: [] };

function overview(given: Partial<DocumentsOverview>): DocumentsOverview {
  return { documents: [], failed: [], sync: idle, ...given };
}

const failure = (path: string) => ({ path, reason: "broken", failedAt: "2026-02-02T00:00:00.000Z" });

describe("the rows of the list", () => {
  it("hold each file once, with what is known of it last", () => {
    const rows = rowsOf(
      overview({
        documents: [listed("a.txt"), listed("b.txt"), listed("c.txt")],
        failed: [failure("b.txt"), failure("sub/d.pdf")],
        sync: { ...idle, running: true, progress: { done: 1, total: 5, path: "c.txt" } },
      }),
    );
    expect(rows.map(({ path, title, state, document }) => [path, title, state, document !== null])).toEqual([
      ["a.txt", "a.txt", "ready", true],
      ["b.txt", "b.txt", "failed", true],
      ["c.txt", "c.txt", "indexing", true],
      ["sub/d.pdf", "d.pdf", "failed", false],
    ]);
  });

  it("show a file that is read for the first time, and none once the sync is over", () => {
    const progress = { done: 1, total: 5, path: "new.txt" };
    expect(rowsOf(overview({ sync: { ...idle, running: true, progress } }))).toMatchObject([
      { path: "new.txt", state: "indexing", date: "" },
    ]);
    expect(rowsOf(overview({ sync: { ...idle, progress } }))).toEqual([]);
  });

  it("are filtered by every word, in title or path, whatever case and accents", () => {
    const rows = rowsOf(
      overview({
        documents: [
          listed("berichte/a.pdf", { title: "Übersicht für Köln" }),
          listed("b.txt", { notices: ["page 3: no text"] }),
        ],
        failed: [failure("berichte/c.pdf")],
      }),
    );
    const found = (filter: string, onlyNotWhole = false) =>
      filterRows(rows, filter, onlyNotWhole).map(({ path }) => path);
    expect(found("")).toHaveLength(3);
    expect(found("  KOLN   berichte ")).toEqual(["berichte/a.pdf"]);
    expect(found("bericht")).toEqual(["berichte/a.pdf", "berichte/c.pdf"]);
    expect(found("", true)).toEqual(["b.txt", "berichte/c.pdf"]);
    expect(found("bericht", true)).toEqual(["berichte/c.pdf"]);
    expect(found("köln b.txt")).toEqual([]);
  });

  it("are sorted as people do, and what has no value comes last either way", () => {
    const rows = rowsOf(
      overview({
        documents: [
          listed("10.txt", { bytes: 5 }),
          listed("9.txt", { bytes: 50 }),
          listed("ä.txt", { bytes: 7 }),
        ],
        failed: [failure("none.pdf")],
      }),
    );
    const order = (column: (typeof SORT_COLUMNS)[number], descending = false) =>
      sortRows(rows, { column, descending }, "de", (code) => code).map(({ path }) => path);
    expect(order("title")).toEqual(["9.txt", "10.txt", "ä.txt", "none.pdf"]);
    expect(order("size")).toEqual(["10.txt", "ä.txt", "9.txt", "none.pdf"]);
    expect(order("size", true)).toEqual(["9.txt", "ä.txt", "10.txt", "none.pdf"]);
    expect(order("state")[0]).toBe("none.pdf");
    expect(order("date", true)[0]).toBe("none.pdf");
  });

  it("are the same rows in any order", () => {
    const document = fc.record({
      path: fc.string(),
      bytes: fc.nat(5),
      passages: fc.nat(5),
      language: fc.constantFrom("de", "en", "und"),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(document, { selector: ({ path }) => path }),
        fc.constantFrom(...SORT_COLUMNS),
        fc.boolean(),
        (documents, column, descending) => {
          const rows = rowsOf(overview({ documents: documents.map((each) => listed(each.path, each)) }));
          const sorted = sortRows(rows, { column, descending }, "de", (code) => code);
          expect(new Set(sorted)).toEqual(new Set(rows));
          expect(sorted).toHaveLength(rows.length);
        },
      ),
    );
  });
});

describe("the words for facts", () => {
  const de = createWording(DICTIONARY.de);
  const en = createWording(DICTIONARY.en);

  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [47_800, "47.8 kB"],
    [104_857_600, "105 MB"],
    [5e12, "5,000 GB"],
  ])("say the size of %i bytes as %s", (bytes, words) => {
    expect(en.size(bytes)).toBe(words);
  });

  it.each([
    ["fr", "Französisch"],
    ["und", "unbekannt"],
    ["", "unbekannt"],
    ["not a code", "not a code"],
  ])("say the language %j as %s", (code, name) => {
    expect(de.language(code)).toBe(name);
  });

  it("leave as it is what is no date", () => {
    expect(de.date("2026-01-31T12:00:00.000Z")).toBe("31.01.2026");
    expect(de.date("soon")).toBe("soon");
  });

  it.each([
    [0, "0:00"],
    [65.9, "1:05"],
    [600, "10:00"],
    [5025, "1:23:45"],
    [36_000, "10:00:00"],
  ])("say %d seconds as %s", (seconds, words) => {
    expect(clockTime(seconds)).toBe(words);
  });
});
