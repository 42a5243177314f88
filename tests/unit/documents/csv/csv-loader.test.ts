import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { oneLine } from "../../../../src/documents/cell-text.js";
import { CSV_LOADER } from "../../../../src/documents/csv/csv-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (text: string, path = "a.csv") => CSV_LOADER.load(Buffer.from(text), path, LIMITS);

async function rows(text: string, path?: string): Promise<string[]> {
  const document = await load(text, path);
  return document.marks.map(({ start, value }) => `${value}: ${document.text.slice(start).split("\n")[0]}`);
}

describe("CSV loader", () => {
  it.each([
    ["commas", "a,b\n1,x", "a.csv"],
    ["semicolons", "a;b\n1;x", "a.csv"],
    ["tabs", "a\tb\n1\tx", "a.tsv"],
    ["tabs under another name", "a\tb\n1\tx", "a.csv"],
    ["bars", "a|b\n1|x", "a.csv"],
    ["a line for Excel", "sep=;\r\na;b\r\n1;x", "a.csv"],
  ])("reads columns apart by %s", async (_, text, path) => {
    expect(await rows(text, path)).toEqual(["2: a: 1 | b: x"]);
  });

  it("keeps a comma in German numbers", async () => {
    expect(await rows("Brot;Preis\nSemmel;0,45\nWecken;3,20")).toEqual([
      "2: Brot: Semmel | Preis: 0,45",
      "3: Brot: Wecken | Preis: 3,20",
    ]);
  });

  it("takes a first row with numbers for data, but not one with years", async () => {
    expect(await rows("Wien,1920000\nGraz,290000")).toEqual(["1: Wien | 1920000", "2: Graz | 290000"]);
    expect(await rows("Stadt,2010,2020\nGraz,5,6")).toEqual(["2: Stadt: Graz | 2010: 5 | 2020: 6"]);
  });

  it("reads a title above the header as it is", async () => {
    expect(await rows("Mitglieder 2024,,\n,,\nName,Ort,Jahr\nAda,Wien,1815")).toEqual([
      "1: Mitglieder 2024",
      "4: Name: Ada | Ort: Wien | Jahr: 1815",
    ]);
  });

  it("reads titles and dates in front of a German table, and its years", async () => {
    expect(
      await rows(
        "Umsatzbericht\nErstellt am;01.02.2024\n\nRegion;2022;2023;Anteil\nNord;120;133;12,5 %\nSüd;98;91;7 %",
      ),
    ).toEqual([
      "1: Umsatzbericht",
      "2: Erstellt am | 01.02.2024",
      "5: Region: Nord | 2022: 120 | 2023: 133 | Anteil: 12,5 %",
      "6: Region: Süd | 2022: 98 | 2023: 91 | Anteil: 7 %",
    ]);
  });

  it("joins two rows of names, and leaves a header out that is written again", async () => {
    expect(
      await rows(
        ";2022;;2023;\nRegion;Umsatz;Gewinn;Umsatz;Gewinn\nNord;120;14;133;19\n;2022;;2023;\nRegion;Umsatz;Gewinn;Umsatz;Gewinn\nSüd;98;7;91;5",
      ),
    ).toEqual([
      "3: Region: Nord | 2022 Umsatz: 120 | 2022 Gewinn: 14 | 2023 Umsatz: 133 | 2023 Gewinn: 19",
      "6: Region: Süd | 2022 Umsatz: 98 | 2022 Gewinn: 7 | 2023 Umsatz: 91 | 2023 Gewinn: 5",
    ]);
  });

  it("names the columns that hold nothing", async () => {
    expect(await rows("Name,Ort,Notiz\nAda,Wien,\nBob,Graz,")).toEqual([
      "1: Notiz",
      "2: Name: Ada | Ort: Wien",
      "3: Name: Bob | Ort: Graz",
    ]);
  });

  it("cuts a wide row into lines that say whose they are", async () => {
    const names = Array.from({ length: 40 }, (_, i) => `Merkmal ${i}`).join(";");
    const values = Array.from({ length: 40 }, (_, i) => `Wert ${i * 7}`).join(";");
    const { text, marks } = await load(`Name;${names}\nPresse;${values}`);
    const lines = text.split("\n");
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.every((line) => line.startsWith("Name: Presse | ") && line.length <= 350)).toBe(true);
    expect(lines.join(" | ")).toContain("Merkmal 39: Wert 273");
    expect(new Set(marks.map(({ value }) => value))).toEqual(new Set([2]));
  });

  it("shows a header without rows", async () => {
    expect(await rows("Name,Ort\n")).toEqual(["1: Name | Ort"]);
  });

  it("loses no cell, however the quotes stand", async () => {
    const cell = fc.constantFrom("x", "zwei Wörter", 'say "hi"', "a,b", "line\nbreak", "");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        async (table) => {
          const document = await load(Papa.unparse([["Name", "Ort"], ...table]));
          expectSound(document);
          for (const row of table) {
            for (const value of row) {
              expect(document.text).toContain(oneLine(value));
            }
          }
        },
      ),
    );
  });

  it("reads a file whose quotation mark is never closed", async () => {
    const document = await load('name,note\nAda,"never\nBob,closed');
    expect(document.text).toContain("closed");
    expectSound(document);
  });

  it("reads a row of very many cells", async () => {
    const { text } = await load(`id,${"n,".repeat(100_000)}\nx,${"v,".repeat(100_000)}`);
    expect(text.match(/n: v/gu)).toHaveLength(100_000);
  });
});
