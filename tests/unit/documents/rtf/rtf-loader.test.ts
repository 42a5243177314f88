import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RTF_LOADER } from "../../../../src/documents/rtf/rtf-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (body: string) =>
  RTF_LOADER.load(Buffer.from(`{\\rtf1\\ansi ${body}}`, "latin1"), "a.rtf", LIMITS);

const text = async (body: string) => (await load(body)).text;

describe("rtf loader", () => {
  it.each([
    ["the document's code page", String.raw`\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2`, "Привет"],
    [
      "the character set of the font",
      String.raw`{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 \'fc \f1\'ff`,
      "ü я",
    ],
    [
      "letters of two bytes, the second of which may be a plain one",
      String.raw`{\fonttbl{\f0\fcharset128 A;}}\f0 \'83\'65\'83X\'83g`,
      "テスト",
    ],
    [
      "Unicode with what stands for it in old programs",
      String.raw`\uc1 \u8364?1 \u-10179\'3f\u-8704\'3f`,
      "€1 😀",
    ],
    ["Unicode with two bytes for old programs", String.raw`\uc2 \u26085\'93\'fa\u26412 ab c`, "日本 c"],
    ["Unicode up to the end of its group", String.raw`{\uc0\u228}b{\uc1\u246?}`, "äbö"],
    ["escaped signs", String.raw`\{a\}\\b`, "{a}\\b"],
  ])("reads %s", async (_, body, expected) => {
    expect(await text(body)).toBe(expected);
  });

  it("knows headings by the name of their style in other languages, and titles", async () => {
    const { headings } = await load(
      String.raw`{\stylesheet{\s1 heading 1;}{\s2 Titre 2;}{\s3 Title;}{\s4 Heading Index;}}` +
        String.raw`\pard\s3 A\par\pard\s1 B\par\pard\s2 C\par\pard\s4 D\par\pard\outlinelevel2 E\par`,
    );
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(["1 A", "1 B", "2 C", "3 E"]);
  });

  it("reads lists whose bullets and numbers were typed", async () => {
    const { blocks } = await load(
      String.raw`\bullet\tab one\par\bullet\tab two\par 1.\tab three\par four\par`,
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["list", "paragraph"]);
    expect(await text(String.raw`\bullet\tab one\par 1.\tab three\par`)).toBe("- one\n1. three");
  });

  it("passes binary data and what it doesn't know", async () => {
    const picture = String.raw`{\*\shppict{\pict\bin5 }}{\}}}`;
    expect(await text(`A${picture}{\\*\\unknown {secret}} B`)).toBe("A B");
    expect((await load(`A${picture}${picture}`)).notices).toEqual(["not read: 2 pictures"]);
  });

  it("takes a row that is repeated on each page for the header", async () => {
    const row = (...cells: readonly string[]) => `\\pard\\intbl ${cells.join("\\cell ")}\\cell\\row `;
    const table = `\\trowd\\trhdr ${row("Room 1", "Room 2")}\\trowd ${row("red", "blue")}\\pard end\\par `;
    expect(await text(table)).toBe("Room 1: red | Room 2: blue\n\nend");
    expect(await text(table.replace("\\trhdr", ""))).toBe("Room 1 | Room 2\nred | blue\n\nend");
  });

  it("reads the text of shapes once", async () => {
    const shape = String.raw`{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard In a box.\par}}{\shprslt\pard In a box.\par}}`;
    expect(await text(`Before.\\par ${shape}After.\\par`)).toBe("Before.\n\nIn a box.\n\nAfter.");
  });

  it("reads HTML that Outlook wrapped in RTF, of which it shows what RTF does", async () => {
    const html =
      String.raw`\fromhtml1{\*\htmltag18 <html>}{\*\htmltag84 <p>}\htmlrtf {\htmlrtf0 The {\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 gate` +
      String.raw`{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0  squeaks.{\*\htmltag92 </p>}\htmlrtf\par}\htmlrtf0 Oil it.`;
    expect(await text(html)).toBe("The gate squeaks.\n\nOil it.");
  });

  it("takes a title in Unicode, and none that a program put there", async () => {
    expect((await load(String.raw`{\info{\upr{\title ?l}{\*\ud{\title \u214?l}}}}x`)).title).toBe("Öl");
    expect((await load(String.raw`{\info{\title Document1}}x`)).title).toBe("A");
  });

  it("survives files cut anywhere", async () => {
    const whole = String.raw`{\rtf1{\fonttbl{\f0\fcharset128 A;}}\f0\'83\'65{\footnote n\par}\trowd\intbl a\cell b\cell\row{\listtext 1.}x\par\u228`;
    for (let end = 5; end < whole.length; end++) {
      expectSound(await RTF_LOADER.load(Buffer.from(whole.slice(0, end)), "a.rtf", LIMITS));
    }
  });

  it("gives a sound document for any order of words and groups", async () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "\\par ",
      "\\pard ",
      "\\cell ",
      "\\row ",
      "\\intbl ",
      "{\\footnote ",
      "{\\listtext ",
      "a",
      "\\outlinelevel0 ",
      "\\u228?",
      "{\\*\\x ",
      "\\'e4",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) =>
        expectSound(await load(pieces.join(""))),
      ),
      { numRuns: 200 },
    );
  });

  it("refuses groups within groups without end", async () => {
    await expect(load("{".repeat(20_000))).rejects.toThrow(/a\.rtf is nested more than/u);
  });
});
