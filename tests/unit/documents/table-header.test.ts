import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findHeader, headerAt } from "../../../src/documents/table-header.js";

const grid = (...rows: string[]) => rows.map((row) => row.split("|"));

/** The header of rows as `first-end: names`. */
function find(...rows: string[]): string | null {
  const header = findHeader(grid(...rows));
  return header && `${header.first}-${header.end}: ${header.names.join("|")}`;
}

describe("findHeader", () => {
  it.each([
    ["one row", ["Name|City|Size", "A|B|1"], "0-1: Name|City|Size"],
    ["years", ["Region|2022|2023", "Nord|120|133", "Süd|98|91"], "0-1: Region|2022|2023"],
    ["years above words", ["Raum|2022|2023", "Nord|frei|belegt"], "0-1: Raum|2022|2023"],
    ["years of business", ["Region|2022/23|2023/24", "Nord|120|133"], "0-1: Region|2022/23|2023/24"],
    ["days", ["Konto|31.12.2022|31.12.2023", "Kasse|120,00|133,50"], "0-1: Konto|31.12.2022|31.12.2023"],
    ["quarters", ["Region|Q1|Q2|Q3", "Nord|1|2|3"], "0-1: Region|Q1|Q2|Q3"],
    ["a series above words", ["Tag|Woche 1|Woche 2", "Mo|Ada|Bob"], "0-1: Tag|Woche 1|Woche 2"],
    ["names with digits above numbers", ["Typ|PM10 (µg)|NO2", "A|3|5"], "0-1: Typ|PM10 (µg)|NO2"],
    [
      "an empty corner",
      ["|Modell A|Modell B", "Preis|10|12 kg", "Farbe|rot|blau"],
      "0-1: |Modell A|Modell B",
    ],
    ["a name twice above numbers", ["Ort|Wert|Wert", "A|1|2"], "0-1: Ort|Wert|Wert"],
    ["a nameless column", ["Ort||Wert", "A|x|2", "B|y|3"], "0-1: Ort||Wert"],
    [
      "a title and a date above it",
      ["Bericht|||", "Stand|01.02.2024||", "Ort|Jahr|Zahl|Note", "A|2001|5|x"],
      "2-3: Ort|Jahr|Zahl|Note",
    ],
    ["units below it", ["Name|Preis|Gewicht", "|€|(kg)", "Tee|2|3"], "0-2: Name|Preis €|Gewicht (kg)"],
    [
      "two rows",
      ["Region|2022||2023|", "|Umsatz|Gewinn|Umsatz|Gewinn", "Nord|1|2|3|4"],
      "0-2: Region|2022 Umsatz|2022 Gewinn|2023 Umsatz|2023 Gewinn",
    ],
    [
      "two rows, the names of rows below",
      ["|2022||2023|", "Region|Umsatz|Gewinn|Umsatz|Gewinn", "Nord|1|2|3|4"],
      "0-2: Region|2022 Umsatz|2022 Gewinn|2023 Umsatz|2023 Gewinn",
    ],
    [
      "two rows, years below",
      ["Region|Umsatz||Gewinn|", "|2022|2023|2022|2023", "Nord|1|2|3|4"],
      "0-2: Region|Umsatz 2022|Umsatz 2023|Gewinn 2022|Gewinn 2023",
    ],
    [
      "two rows, groups said twice",
      ["Region|2022|2022|2023|2023", "|Soll|Ist|Soll|Ist", "Nord|1|2|3|4"],
      "0-2: Region|2022 Soll|2022 Ist|2023 Soll|2023 Ist",
    ],
    [
      "three rows",
      ["|2022||||2023|", "|H1||H2||H1|", "Ort|Soll|Ist|Soll|Ist|Soll|Ist", "A|1|2|3|4|5|6"],
      "0-3: Ort|2022 H1 Soll|2022 H1 Ist|2022 H2 Soll|2022 H2 Ist|2023 H1 Soll|2023 H1 Ist",
    ],
    [
      "two rows and units",
      ["Region|2022||2023|", "|Umsatz|Anteil|Umsatz|Anteil", "|T€|%|T€|%", "Nord|1|2|3|4"],
      "0-3: Region|2022 Umsatz T€|2022 Anteil %|2023 Umsatz T€|2023 Anteil %",
    ],
  ])("finds %s", (_, rows, header) => {
    expect(find(...rows)).toBe(header);
  });

  it.each([
    ["keys and values", ["Firma|ACME", "Ort|Wien", "Umsatz|12"]],
    ["numbers in the first row", ["Wien|1920000|x", "Graz|290000|y"]],
    ["years in all rows", ["Ada|1815|1852", "Bob|1816|1890"]],
    ["days in all rows", ["2024-01-05|Wien|5", "2024-01-06|Graz|6"]],
    ["rooms in all rows", ["Mo 8:00|Raum 12|Raum 14", "Di 9:00|Raum 3|Raum 5"]],
    ["one row", ["Name|City|Size"]],
  ])("finds none in %s", (_, rows) => {
    expect(find(...rows)).toBeNull();
  });

  it("takes a word among numbers for a value", () => {
    expect(find("Name|Wert|Note", "A|n/a|1", "B|3|2", "C|4|3")).toBe("0-1: Name|Wert|Note");
  });

  it("takes the groups of cells that span columns, and none for a table of lessons", () => {
    const rows = grid("Name|Adresse||Alter", "|Straße|Ort|", "Ada|Ring|Wien|36");
    const spread = grid("Name|Adresse|Adresse|Alter", "|Straße|Ort|", "Ada|Ring|Wien|36");
    expect(findHeader(rows, spread)).toEqual({
      first: 0,
      end: 2,
      names: ["Name", "Adresse Straße", "Adresse Ort", "Alter"],
    });
    expect(find("Tag|erste Stunde|zweite Stunde", "Mo|Mathe|Mathe", "|Kunst|Sport")).toMatch(/^0-1:/u);
  });

  it("keeps every name, whatever the rows", () => {
    const cell = fc.constantFrom("", "Name", "2022", "kg", "12", "Wien", "Q1", "5 €");
    const row = fc.array(cell, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 7 }), fc.boolean(), (rows, expected) => {
        const header = expected ? headerAt(0, rows, rows, true) : findHeader(rows);
        for (const level of rows.slice(header?.first ?? 0, header?.end ?? 0)) {
          for (const [column, name] of level.entries()) {
            expect(header?.names[column]).toContain(name);
          }
        }
        expect(header?.end ?? 0).toBeLessThanOrEqual(rows.length);
      }),
      { numRuns: 500 },
    );
  });
});
