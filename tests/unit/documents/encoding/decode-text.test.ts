import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../../src/documents/encoding/decode-text.js";

const decode = (bytes: Iterable<number>, declared?: string) =>
  decodeText(Uint8Array.from(bytes), "a.txt", declared);

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

/** The characters of Windows-1252 that German and its typography need, by their bytes. */
const GERMAN = new Map<string, number>([
  ...Array.from("abcXYZ 0123.,;:!?()-\n", (letter): [string, number] => [letter, letter.charCodeAt(0)]),
  ...Array.from("äöüßÄÖÜ§«»°é", (letter): [string, number] => [letter, letter.charCodeAt(0)]),
  ["€", 0x80],
  ["‚", 0x82],
  ["„", 0x84],
  ["…", 0x85],
  ["‘", 0x91],
  ["’", 0x92],
  ["“", 0x93],
  ["–", 0x96],
]);

describe("decodeText", () => {
  it.each([
    ["UTF-8 with a mark", Buffer.from("\uFEFFGrüße aus Wien")],
    ["UTF-8", Buffer.from("Grüße aus Wien")],
    ["UTF-16 LE with a mark", Buffer.from("\uFEFFGrüße aus Wien", "utf16le")],
    ["UTF-16 BE with a mark", utf16be("\uFEFFGrüße aus Wien")],
    ["UTF-16 LE without a mark", Buffer.from("Grüße aus Wien", "utf16le")],
    ["UTF-16 BE without a mark", utf16be("Grüße aus Wien")],
    ["ISO-8859-1", Buffer.from("Grüße aus Wien", "latin1")],
  ])("reads %s", (_, bytes) => {
    expect(decode(bytes)).toBe("Grüße aus Wien");
  });

  it("gives back every text in UTF-8 and, with a mark, in UTF-16", () => {
    const text = fc.string({ unit: "grapheme" }).filter((s) => !s.startsWith("\uFEFF") && !s.includes("\0"));
    fc.assert(
      fc.property(text, (text) => {
        fc.pre(!/[\u007f-\u009f]/u.test(text));
        expect(decode(Buffer.from(text))).toBe(text);
        expect(decode(Buffer.from(`\uFEFF${text}`, "utf16le"))).toBe(text);
        expect(decode(utf16be(`\uFEFF${text}`))).toBe(text);
      }),
    );
  });

  it("never mistakes German in Windows-1252 for another encoding", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...GERMAN), { maxLength: 200 }), (letters) => {
        const bytes = Uint8Array.from(letters, ([, byte]) => byte);
        const text = letters.map(([letter]) => letter).join("");
        // A few pairs, such as é with ‘, are also a character of UTF-8; no German text holds them.
        fc.pre(!/[\u00c2-\u00f4][€‚„…‘’“–§«»°]/u.test(text));
        expect(decode(bytes)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("reads quotation marks, dashes and the euro sign of Windows-1252", () => {
    expect(decode([0x84, 0x4f, 0x6b, 0x93, 0x20, 0x96, 0x20, 0x80])).toBe("„Ok“ – €");
  });

  it.each([
    [
      "windows-1251",
      "Москва столица России, город федерального значения.",
      "cceef1eae2e020f1f2eeebe8f6e020d0eef1f1e8e82c20e3eef0eee420f4e5e4e5f0e0ebfcedeee3ee20e7ede0f7e5ede8ff2e",
    ],
    [
      "KOI8-R",
      "Москва столица России, город федерального значения.",
      "edcfd3cbd7c120d3d4cfccc9c3c120f2cfd3d3c9c92c20c7cfd2cfc420c6c5c4c5d2c1ccd8cecfc7cf20dacec1dec5cec9d12e",
    ],
    [
      "windows-1253",
      "Η Αθήνα είναι η πρωτεύουσα της Ελλάδας.",
      "c720c1e8deede120e5dfede1e920e720f0f1f9f4e5fdeff5f3e120f4e7f220c5ebebdce4e1f22e",
    ],
    [
      "Shift_JIS",
      "東京は日本の首都であり、世界最大の都市である。",
      "938c8b9e82cd93fa967b82cc8ef1937382c582a082e8814190a28a458dc591e582cc93738e7382c582a082e98142",
    ],
    [
      "GB18030",
      "北京是中华人民共和国的首都,是全国的政治中心。",
      "b1b1bea9cac7d6d0bbaac8cbc3f1b9b2bacdb9fab5c4cad7b6bc2ccac7c8abb9fab5c4d5fed6ced6d0d0c4a1a3",
    ],
    [
      "EUC-KR",
      "서울은 대한민국의 수도이자 최대 도시이다.",
      "bcadbfefc0ba20b4ebc7d1b9ceb1b9c0c720bcf6b5b5c0ccc0da20c3d6b4eb20b5b5bdc3c0ccb4d92e",
    ],
  ])("recognises %s", (_, text, hex) => {
    const bytes = Buffer.from(hex, "hex");
    expect(decode(Buffer.concat([bytes, Buffer.from("\n"), bytes]))).toBe(`${text}\n${text}`);
  });

  it("believes a declared encoding only where the text isn't UTF-8", () => {
    expect(decode([0xb1, 0x61], "iso-8859-2")).toBe("ąa");
    expect(decode(Buffer.from("ąa"), "iso-8859-2")).toBe("ąa");
    expect(decode(Buffer.from("äa", "latin1"), "no-such-encoding")).toBe("äa");
  });

  it("keeps UTF-8 with a broken character UTF-8", () => {
    expect(decode([...Buffer.from("Grüße aus Köln "), 0xfc])).toBe("Grüße aus Köln \uFFFD");
  });

  it.each([
    ["a NUL", [0x41, 0x00, 0x42, 0x43]],
    ["bytes of no encoding", [0xff, 0x00, 0xc0, 0x80]],
    ["many control characters", Array.from({ length: 64 }, (_, i) => 1 + (i % 8))],
    ["broken UTF-16", [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]],
  ])("refuses %s and says what to do", (_, bytes) => {
    expect(() => decode(bytes)).toThrow(/a\.txt.*UTF-8/u);
  });

  it("takes a terminal's escape sequences for text", () => {
    expect(decode(Buffer.from("\u001b[31mError\u001b[0m: no"))).toContain("Error");
  });
});
