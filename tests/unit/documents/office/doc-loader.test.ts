import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DOC_LOADER } from "../../../../src/documents/office/doc-loader.js";
import { LIMITS } from "../../../contract/loader.js";

const DOC = readFileSync(new URL("../../../fixtures/documents/notiz.doc", import.meta.url));

const KAHN = readFileSync(new URL("../../../fixtures/documents/kahn.doc", import.meta.url));

describe("doc loader", () => {
  it("reads text boxes, notes, headers and footers, with quotes and dashes as they are", async () => {
    const { text, notices } = await DOC_LOADER.load(KAHN, "kahn.doc", LIMITS);
    expect(text).toBe(
      [
        "Ein Kahn kostet „zwölf“ Euro – je Stunde.",
        "Es gilt .",
        "Hunde fahren mit.",
        "Ohne Aufpreis.",
        "Kahnverleih Röhricht\nAm Steg 3, Lübbenau",
      ].join("\n\n"),
    );
    expect(notices).toEqual(["not read: 1 embedded object (equation)"]);
  });

  it("refuses a file whose sectors run in a circle", async () => {
    const bytes = Uint8Array.from(DOC);
    const table = (DOC.readUInt32LE(76) + 1) * 512;
    const first = DOC.readUInt32LE(48);
    new DataView(bytes.buffer).setUint32(table + 4 * first, first, true);
    await expect(DOC_LOADER.load(bytes, "x.doc", LIMITS)).rejects.toThrow(/x\.doc isn't a Word/u);
  });

  it("survives changed bytes", async () => {
    for (let at = 0; at < DOC.length; at += 61) {
      const bytes = Uint8Array.from(DOC);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const outcome = await DOC_LOADER.load(bytes, "x.doc", LIMITS).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ code: "unreadable_document" });
      }
    }
  });
});
