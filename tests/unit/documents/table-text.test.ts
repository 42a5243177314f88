import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine } from "../../../src/documents/cell-text.js";
import { guessHeader, rowLines, tableLines } from "../../../src/documents/table-text.js";

describe("tableLines", () => {
  it("names each cell by its column and leaves empty ones out", () => {
    expect(
      tableLines(
        ["Name", "Size", "Note:"],
        [
          ["A", "12", "x\ny"],
          ["B", " ", ""],
        ],
      ),
    ).toEqual(["Name: A | Size: 12 | Note: x y", "Name: B"]);
  });

  it("keeps cells without a name", () => {
    expect(tableLines(["Name", ""], [["A", "b", "c"]])).toEqual(["Name: A | b | c"]);
    expect(tableLines(null, [["A", "12"]])).toEqual(["A | 12"]);
  });

  it("shows a header that has no rows, and nothing for a table without text", () => {
    expect(tableLines(["Name", "Size"], [])).toEqual(["Name | Size"]);
    expect(tableLines(["Name", "Size"], [["", ""]])).toEqual(["Name | Size"]);
    expect(tableLines(null, [["", " "]])).toEqual([]);
  });
});

describe("rowLines", () => {
  const columns = Array.from({ length: 30 }, (_, i) => `Column ${i}`);
  const values = Array.from({ length: 30 }, (_, i) => `value number ${i}`);

  it("cuts a long row into lines that begin with its name, each cell beside its column's name", () => {
    const lines = rowLines(columns, ["Press P-12", ...values.slice(1)]);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line).toMatch(/^Column 0: Press P-12 \| Column \d+: value number \d+/u);
      expect(line.length).toBeLessThanOrEqual(350);
    }
    const cells = lines.flatMap((line) => line.split(" | ").slice(1));
    expect(cells).toEqual(columns.slice(1).map((column, i) => `${column}: value number ${i + 1}`));
  });

  it("takes the second cell into the name if the first is a number, and prose not at all", () => {
    expect(rowLines(columns, ["17", "Press", ...values.slice(2)])[1]).toMatch(
      /^Column 0: 17 \| Column 1: Press \| /u,
    );
    const prose = "A press with very many parts that takes a long time to be described in any way";
    expect(rowLines(columns, [prose, ...values.slice(1)])[1]).toMatch(/^Column \d+: value/u);
  });

  it("cuts a long cell between sentences, and keeps a long sentence", () => {
    const sentence = "This sentence says in some sixty letters what it is there for.";
    const text = Array.from({ length: 12 }, () => sentence).join(" ");
    const lines = rowLines(["Name", "Text", "Note"], ["Press", text, "ok"]);
    const piece = (count: number) => `Name: Press | Text: ${Array(count).fill(sentence).join(" ")}`;
    expect(lines).toEqual([piece(5), piece(5), `${piece(2)} | Note: ok`]);
    const long = "word ".repeat(100).trim();
    expect(rowLines(["Name", "Text"], ["Press", long])).toEqual([`Name: Press | Text: ${long}`]);
  });

  it("cuts a list that is far too long for a sentence", () => {
    const items = Array.from({ length: 90 }, (_, i) => `item number ${i}`);
    const lines = rowLines(["Name", "Parts"], ["Press", items.join(", ")]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(700 + 30);
    const parts = lines.map((line) => line.replace("Name: Press | Parts: ", ""));
    expect(parts.join(" ")).toBe(items.join(", "));
    const noSpace = rowLines(null, ["Press", "🌍".repeat(2000)]);
    expect(noSpace.map((line) => line.replace("Press | ", "")).join("")).toBe("🌍".repeat(2000));
    expect(noSpace.length).toBeGreaterThan(5);
    expect(noSpace.join(" ")).not.toMatch(/\p{Cs}/u);
  });

  it("loses no cell", () => {
    const cell = fc.string({ maxLength: 120 }).filter((text) => !/[.!?|]/u.test(text));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 20 }), (row) => {
        const shown = rowLines(null, row).join(" | ");
        for (const value of row) {
          expect(shown).toContain(oneLine(value));
        }
      }),
    );
  });
});

describe("guessHeader", () => {
  const guess = (...rows: string[]) => guessHeader(rows.map((row) => row.split("|")));

  it.each([
    ["three columns of names", ["Name|City|Size", "A|B|C"], "Name|City|Size"],
    ["two columns, one of numbers", ["Name|Size", "A|12", "B|1.200,5 €"], "Name|Size"],
    ["keys and values", ["Name|Ada", "City|Vienna"], undefined],
    ["a number in the first row", ["Ada|36|Vienna", "Bob|17|Graz"], undefined],
    ["a name given twice", ["Name|Name|Size", "A|B|C"], undefined],
    ["an empty name", ["Name||Size", "A|B|C"], undefined],
    ["one row", ["Name|City|Size"], undefined],
    ["one column", ["Name", "12"], undefined],
  ])("decides on %s", (_, rows, header) => {
    expect(guess(...rows)?.join("|")).toBe(header);
  });
});
