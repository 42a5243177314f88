import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { CSV_LOADER } from "../../../../src/documents/csv/csv-loader.js";
import { oneLine } from "../../../../src/documents/table-text.js";
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
    const { text } = await load(`${"n,".repeat(100_000)}\n${"v,".repeat(100_000)}`);
    expect(text.match(/n: v/gu)).toHaveLength(100_000);
  });
});
