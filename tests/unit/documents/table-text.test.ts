import { describe, expect, it } from "vitest";
import { guessHeader, tableLines } from "../../../src/documents/table-text.js";

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
