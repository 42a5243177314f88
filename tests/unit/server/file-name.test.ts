import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFileName, safeFolder } from "../../../src/server/uploads/file-name.js";

describe("the name of an uploaded file", () => {
  it.each([
    ["Bericht 2024.pdf", "Bericht 2024.pdf"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\Users\\me\\a.txt", "a.txt"],
    ["..", ""],
    ["...txt", "txt"],
    [".footnoteignore", "footnoteignore"],
    ["~$letter.docx", "$letter.docx"],
    ["a\u0000b\nc.txt", "abc.txt"],
    ["invoice\u202Efdp.txt", "invoicefdp.txt"],
    ['what? "now" <1>|2*.md', "what_ _now_ _1__2_.md"],
    ["con.txt", "_con.txt"],
    ["con .txt", "_con.txt"],
    ["LPT1.tar.txt", "_LPT1.tar.txt"],
    ["console.txt", "console.txt"],
    ["u\u0308ber.txt", "über.txt"],
    ["trailing. . ", "trailing"],
    ["", ""],
    ["/", ""],
  ])("%j becomes %j", (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  it("keeps its extension when it is cut to 200 bytes", () => {
    const name = safeFileName(`${"ü€😀".repeat(100)}.txt`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/\.txt$/);
    expect(name).not.toMatch(/\p{Cs}/u);
  });

  it("is a name and nothing more, whatever is given, and stays as it is a second time", () => {
    const given = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(".", "/", "\\", " ", "~", "a", ":", "\u0000", "con") }),
    );
    fc.assert(
      fc.property(given, (name) => {
        const safe = safeFileName(name);
        expect(safe).toBe(path.win32.basename(safe));
        expect(safe).not.toMatch(/^\.|[\p{Cc}\p{Cs}<>:"|?*/\\]|[. ]$/u);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});

describe("the folder of an upload", () => {
  it.each([
    ["", []],
    ["2024/letters", ["2024", "letters"]],
    ["/2024//letters/", ["2024", "letters"]],
    ["..", undefined],
    ["a/../b", undefined],
    [".git", undefined],
    ["a\\b", undefined],
    ["a/con", undefined],
    ["a/b\u0000", undefined],
  ])("%j is %j", (given, folder) => {
    expect(safeFolder(given)).toEqual(folder);
  });
});
