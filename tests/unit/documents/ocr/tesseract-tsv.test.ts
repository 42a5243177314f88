import { describe, expect, it } from "vitest";
import { readTsv } from "../../../../src/documents/ocr/tesseract-tsv.js";

const HEADER =
  "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

interface Row {
  readonly block?: number;
  readonly paragraph?: number;
  readonly line?: number;
  readonly left?: number;
  readonly confidence?: number;
}

function word(
  text: string,
  { block = 1, paragraph = 1, line = 1, left = 0, confidence = 95 }: Row = {},
): string {
  return [5, 1, block, paragraph, line, 1, left, 0, 10 * text.length, 12, confidence, text].join("\t");
}

/** A line of words, ten pixels a character. */
function line(number: number, text: string, place: Row = {}): string[] {
  let left = 0;
  return text.split(" ").map((part) => {
    const row = word(part, { ...place, line: number, left });
    left += 10 * part.length + 10;
    return row;
  });
}

const read = (...rows: readonly string[]) => readTsv([HEADER, ...rows].join("\n"));
const texts = (...rows: readonly string[]) => read(...rows).map((lines) => lines.map(({ text }) => text));

describe("tesseract's table of words", () => {
  it("gives the paragraphs of each block with their lines", () => {
    expect(
      texts(
        ...line(1, "Die Anmeldung erfolgt"),
        ...line(2, "persönlich."),
        ...line(1, "Zweiter Absatz.", { paragraph: 2 }),
        ...line(1, "Anderer Block.", { block: 2 }),
      ),
    ).toEqual([["Die Anmeldung erfolgt", "persönlich."], ["Zweiter Absatz."], ["Anderer Block."]]);
  });

  it("is no text if the page holds none", () => {
    expect(read()).toEqual([]);
    expect(read("1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t")).toEqual([]);
    expect(readTsv("")).toEqual([]);
  });

  it("leaves out what tesseract isn't sure of, and paragraphs of signs alone", () => {
    expect(
      texts(word("gut"), word("fl§ck", { left: 40, confidence: 12 }), word("|", { paragraph: 2 }), word(" ")),
    ).toEqual([["gut"]]);
  });

  it("tells a line that is full from one that ends where it wants", () => {
    const [prose] = read(...line(1, "Die Anmeldung erfolgt hier"), ...line(2, "Zug um Zug gegen Geld"));
    expect(prose?.map(({ isWrapped }) => isWrapped)).toEqual([true, false]);
    const [ragged] = read(...line(1, "Die Anmeldung"), ...line(2, "erfolgt hier und sonst nirgends"));
    expect(ragged?.map(({ isWrapped }) => isWrapped)).toEqual([true, false]);
    const [list] = read(
      ...line(1, "Rathausplatz Nummer eins"),
      ...line(2, "01234 Grünau"),
      ...line(3, "Am Fluss"),
    );
    expect(list?.map(({ isWrapped }) => isWrapped)).toEqual([true, false, false]);
  });

  it("joins a paragraph that goes on in the next column", () => {
    const left = line(1, "Ein Steinmetz fertigte nach");
    const right = (text: string) => line(1, text, { block: 2 });
    expect(texts(...left, ...right("alten Bildern eine Figur."))).toHaveLength(1);
    expect(texts(...left, ...right("Alte Bilder"))).toHaveLength(2);
    expect(texts(...line(1, "Das war alles."), ...right("alte Bilder"))).toHaveLength(2);
  });

  it("keeps the lines of an address apart that is narrower than the page", () => {
    const prose = line(1, "Wir berechnen Ihnen für die Arbeiten im Treppenhaus", { block: 2 });
    const [address] = read(...line(1, "Malerbetrieb Kühn"), ...line(2, "Am Anger 12"), ...prose);
    expect(address?.map(({ isWrapped }) => isWrapped)).toEqual([false, false]);
  });

  it("keeps the rows of a table apart, though all are as wide", () => {
    const row = (number: number, name: string, value: string) => [
      word(name, { line: number }),
      word(value, { line: number, left: 10 * name.length + 60 }),
    ];
    const [ruled] = read(...line(1, "Ring |250"), ...line(2, "Rolle 99"));
    const [spaced] = read(...row(1, "Ring", "250"), ...row(2, "Rad.", "900"));
    expect(ruled?.[0]?.isWrapped).toBe(false);
    expect(spaced?.[0]?.isWrapped).toBe(false);
  });

  it("writes bullets as bullets, whatever they were taken for, but no quotation or copyright notice", () => {
    expect(texts(...line(1, "« Montag"), ...line(2, "«e Dienstag"), ...line(3, "e Mittwoch"))).toEqual([
      ["• Montag", "• Dienstag", "• Mittwoch"],
    ]);
    expect(texts(...line(1, "© 2024 Stadt Grünau"))).toEqual([["© 2024 Stadt Grünau"]]);
    expect(texts(...line(1, "« Bonjour, dit-il, et"), ...line(2, "« Adieu »"))).toEqual([
      ["« Bonjour, dit-il, et", "« Adieu »"],
    ]);
  });

  it("keeps small words in the middle of a paragraph", () => {
    expect(texts(...line(1, "si trova al primo piano"), ...line(2, "e al secondo"))).toEqual([
      ["si trova al primo piano", "e al secondo"],
    ]);
  });
});
