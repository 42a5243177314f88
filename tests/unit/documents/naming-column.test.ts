import { describe, expect, it } from "vitest";
import { namingColumn } from "../../../src/documents/naming-column.js";
import { tableLines } from "../../../src/documents/table-text.js";

describe("the column that names a table's rows", () => {
  it.each<[what: string, rows: readonly string[][], column: number | undefined]>([
    [
      "is the first one in words, not in codes",
      [
        ["MMM", "3M Company"],
        ["AOS", "Smith"],
        ["ABT", "Abbott"],
      ],
      1,
    ],
    [
      "is the one that others repeat",
      [
        ["Suisse", "Switzerland", "Switzerland"],
        ["Norvège", "Norway", "Norway"],
      ],
      1,
    ],
    [
      "has no value twice",
      [
        ["Nord", "Anna"],
        ["Nord", "Bert"],
        ["Süd", "Carla"],
      ],
      1,
    ],
    [
      "has a value in almost every row",
      [
        ["", "Anna"],
        ["Chef", "Bert"],
        ["Koch", "Carla"],
      ],
      1,
    ],
    [
      "holds no prose",
      [
        ["Ein Wort und noch eines, ".repeat(4), "Anna"],
        ["Zwei", "Bert"],
      ],
      1,
    ],
    [
      "needn't be there",
      [
        ["1", "2"],
        ["3", "4"],
      ],
      undefined,
    ],
    ["is none where there are no rows", [], undefined],
    [
      "may be in a script without capitals",
      [
        ["1", "東京都"],
        ["2", "大阪府"],
      ],
      1,
    ],
  ])("%s", (_, rows, column) => {
    expect(namingColumn(rows)).toBe(column);
  });

  it("stands in front of each line of a long row, and the first column behind it", () => {
    const header = ["Code", "Land", ...Array.from({ length: 40 }, (_, i) => `Merkmal ${i}`)];
    const row = (code: string, land: string) => [
      code,
      land,
      ...header.slice(2).map((_, i) => `Wert ${i} ${code}`),
    ];
    const lines = tableLines(header, [row("CH", "Schweiz"), row("NO", "Norwegen")]);
    expect(lines.length).toBeGreaterThan(4);
    const swiss = lines.filter((line) => line.startsWith("Land: Schweiz | Code: CH | "));
    const norwegian = lines.filter((line) => line.startsWith("Land: Norwegen | Code: NO | "));
    expect(swiss.length + norwegian.length).toBe(lines.length);
    expect(swiss.join(" ")).toContain("Merkmal 39: Wert 39 CH");
  });
});
