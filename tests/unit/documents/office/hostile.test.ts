import { describe, expect, it } from "vitest";
import type { Loader, LoadLimits } from "../../../../src/core/ports/loader.js";
import { EPUB_LOADER } from "../../../../src/documents/epub/epub-loader.js";
import { DOCX_LOADER } from "../../../../src/documents/office/docx-loader.js";
import { ODP_LOADER } from "../../../../src/documents/office/odp-loader.js";
import { ODT_LOADER } from "../../../../src/documents/office/odt-loader.js";
import { PPTX_LOADER } from "../../../../src/documents/office/pptx-loader.js";
import { SPREADSHEET_LOADER } from "../../../../src/documents/office/spreadsheet-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import { deflatedSpaces, makeZip, type ZipEntry } from "../../../support/documents/make-zip.js";
import {
  docx,
  epub,
  odfFrame,
  odp,
  odt,
  paragraph,
  pptx,
  shape,
} from "../../../support/documents/office-samples.js";

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>`;

interface Format {
  readonly loader: Loader;
  /** The part that holds the text. */
  readonly main: string;
  readonly sample: Uint8Array;
}

const formats: Readonly<Record<string, Format>> = {
  docx: { loader: DOCX_LOADER, main: "word/document.xml", sample: docx(paragraph("Text")) },
  odt: { loader: ODT_LOADER, main: "content.xml", sample: odt("<text:p>Text</text:p>") },
  odp: {
    loader: ODP_LOADER,
    main: "content.xml",
    sample: odp([{ content: odfFrame("<text:p>Text</text:p>") }]),
  },
  pptx: { loader: PPTX_LOADER, main: "ppt/presentation.xml", sample: pptx([{ shapes: shape(["Text"]) }]) },
  xlsx: {
    loader: SPREADSHEET_LOADER,
    main: "xl/workbook.xml",
    sample: makeZip([{ name: "xl/workbook.xml" }]),
  },
  epub: {
    loader: EPUB_LOADER,
    main: "META-INF/container.xml",
    sample: epub("Buch", [{ file: "a.xhtml", body: "<p>Text</p>" }]),
  },
};

describe.each(Object.entries(formats))("%s loader", (name, { loader, main, sample }) => {
  const load = (bytes: Uint8Array, limits: Partial<LoadLimits> = {}) =>
    loader.load(bytes, `f.${name}`, { ...LIMITS, ...limits });
  const refused = (message: RegExp | string) => ({
    code: "unreadable_document",
    message: expect.stringMatching(message),
  });
  const entry = (rest: Omit<ZipEntry, "name">) => makeZip([{ name: main, ...rest }]);

  it("refuses a part that inflates to a gigabyte as soon as it passes the limit", async () => {
    const before = process.memoryUsage().rss;
    const bomb = entry({ deflated: deflatedSpaces(1024), declaredSize: 1 << 30 });
    await expect(load(bomb)).rejects.toMatchObject(refused(/unpacks to more than 10000000 bytes/u));
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it("isn't deceived by a declared size that is too small", async () => {
    const liar = entry({ deflated: deflatedSpaces(64), declaredSize: 100 });
    await expect(load(liar)).rejects.toMatchObject(refused(/zip archive/u));
  });

  it("refuses encrypted parts", async () => {
    await expect(load(entry({ encrypted: true }))).rejects.toMatchObject(refused(/encrypted/u));
  });

  it("refuses names that lead out of the archive", async () => {
    for (const path of ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\..\\x", "C:\\x"]) {
      const bytes = makeZip([{ name: main, content: "<x/>" }, { name: path }]);
      await expect(load(bytes), path).rejects.toMatchObject(refused(/zip archive/u));
    }
  });

  it("refuses an archive of too many files", async () => {
    const many = makeZip(
      Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}`, deflated: Buffer.from([3, 0]) })),
    );
    await expect(load(many)).rejects.toMatchObject(refused(/more than 10000 files/u));
  });

  it("refuses an archive that is cut off anywhere", async () => {
    for (let length = 0; length < sample.length; length += 97) {
      await expect(load(sample.subarray(0, length))).rejects.toMatchObject(refused(/^f\./u));
    }
  });

  it("expands no entities", async () => {
    const laughing = load(entry({ content: `${LAUGHS}<x>&d;</x>` }));
    await expect(laughing).rejects.toMatchObject({ code: "unreadable_document" });
  });

  it("refuses elements that are nested too deeply", async () => {
    const deep = entry({ content: "<x>".repeat(500_000) });
    await expect(load(deep)).rejects.toMatchObject(refused(/nested more than 100/u));
  });

  it("survives any byte of a file being changed", async () => {
    for (let at = 0; at < sample.length; at += 13) {
      const changed = Uint8Array.from(sample);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const outcome = await load(changed).catch((error: unknown) => error);
      expect(outcome instanceof Error ? outcome : {}).not.toMatchObject({ name: "TypeError" });
    }
  });
});

describe("entities of one's own", () => {
  it("stay as they are written in an OpenDocument text", async () => {
    const bytes = makeZip([
      {
        name: "content.xml",
        content: `${LAUGHS}<office:document-content><office:body><office:text><text:p>Ha: &d;</text:p
          ></office:text></office:body></office:document-content>`,
      },
    ]);
    await expect(ODT_LOADER.load(bytes, "f.odt", LIMITS)).resolves.toMatchObject({ text: "Ha: &d;" });
  });

  it("aren't allowed in Word", async () => {
    const bytes = makeZip([{ name: "word/document.xml", content: `${LAUGHS}<w:document>&d;</w:document>` }]);
    await expect(DOCX_LOADER.load(bytes, "f.docx", LIMITS)).rejects.toThrow(/document type definition/u);
  });
});

describe("office files with a password", () => {
  const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(1024)]);

  it("are named as such", async () => {
    await expect(DOCX_LOADER.load(compound, "f.docx", LIMITS)).rejects.toThrow(
      /f\.docx is protected by a password/u,
    );
    await expect(PPTX_LOADER.load(compound, "f.pptx", LIMITS)).rejects.toThrow(
      /f\.pptx is protected by a password/u,
    );
  });
});
