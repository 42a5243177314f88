import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DOC_LOADER } from "../../../../src/documents/office/doc-loader.js";
import { DOCX_LOADER } from "../../../../src/documents/office/docx-loader.js";
import { ODT_LOADER } from "../../../../src/documents/office/odt-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";
import { makeZip } from "../../../support/documents/make-zip.js";
import {
  BULLETS,
  core,
  docx,
  footnotes,
  GERMAN_STYLES,
  odt,
  paragraph,
} from "../../../support/documents/office-samples.js";

const DOC = readFileSync(new URL("../../../fixtures/documents/notiz.doc", import.meta.url));

describe("docx loader", () => {
  const load = (...parts: Parameters<typeof docx>) => DOCX_LOADER.load(docx(...parts), "brief.docx", LIMITS);
  const item = (text: string) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const noted = (text: string, ...ids: readonly number[]) =>
    `<w:p><w:r><w:t>${text}</w:t></w:r><w:r>${ids.map((id) => `<w:footnoteReference w:id="${id}"/>`).join("")}</w:r></w:p>`;

  it("keeps a list with its lead-in and puts the lead-in's footnote after it", async () => {
    const { text, blocks } = await load(
      noted("Nötig sind:", 1) + item("Wasser") + item("Bohnen") + paragraph("Mehr nicht."),
      footnotes("Je Tasse."),
      BULLETS,
    );
    expect(text).toBe("Nötig sind:\n\n- Wasser\n- Bohnen\n\nJe Tasse.\n\nMehr nicht.");
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "list", "paragraph", "paragraph"]);
  });

  it("writes a footnote that is referred to twice once", async () => {
    const { text } = await load(noted("Eins.", 1, 1) + noted("Zwei.", 1), footnotes("Note."));
    expect(text).toBe("Eins.\n\nNote.\n\nZwei.");
  });

  it("shows no comment, picture or deleted text", async () => {
    const { text } = await load(
      `<w:p><w:r><w:t>Da</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>
       <w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    );
    expect(text).toBe("Da");
  });

  it("prefers the title in the properties to the first heading and the file's name", async () => {
    const heading = paragraph("Kapitel", "berschrift1");
    await expect(load(heading, GERMAN_STYLES, core("Der Brief", ""))).resolves.toMatchObject({
      title: "Der Brief",
    });
    await expect(load(heading, GERMAN_STYLES, core("Dokument1", ""))).resolves.toMatchObject({
      title: "Kapitel",
    });
    await expect(load(paragraph("Text"))).resolves.toMatchObject({ title: "Brief", language: null });
  });
});

describe("odt loader", () => {
  const numbered = `<text:list-style style:name="L"><text:list-level-style-number text:level="1"/></text:list-style>
    <style:style style:name="P2" style:parent-style-name="Preformatted_20_Text"/>`;
  const list = (attributes: string, ...items: readonly string[]) =>
    `<text:list text:style-name="L" ${attributes}>${items
      .map((text) => `<text:list-item><text:p>${text}</text:p></text:list-item>`)
      .join("")}</text:list>`;
  const load = (body: string) => ODT_LOADER.load(odt(body, numbered), "brief.odt", LIMITS);

  it("counts on where a list goes on after other text", async () => {
    const { text } = await load(
      `${list("", "a", "b")}<text:p>Dazwischen.</text:p>${list('text:continue-numbering="true"', "c")}
       <text:p>Neu:</text:p>${list("", "d")}`,
    );
    expect(text).toBe("1. a\n2. b\n\nDazwischen.\n\n3. c\n\nNeu:\n\n1. d");
  });

  it("reads preformatted lines as one block of code", async () => {
    const line = (text: string) => `<text:p text:style-name="P2">${text}</text:p>`;
    const { blocks, text } = await load(line("if x:") + line('<text:s text:c="4"/>y'));
    expect(text).toBe("if x:\n    y");
    expect(blocks).toMatchObject([{ kind: "code" }]);
  });

  it("leaves out comments, deleted text and the table of contents", async () => {
    const document = await load(
      `<text:tracked-changes><text:changed-region><text:p>weg</text:p></text:changed-region></text:tracked-changes>
       <text:table-of-content><text:index-body><text:p>Kapitel 7</text:p></text:index-body></text:table-of-content>
       <text:section><text:p>Da<office:annotation><text:p>Ach</text:p></office:annotation>.</text:p></text:section>`,
    );
    expect(document.text).toBe("Da.");
    expectSound(document);
  });

  it("refuses a document with a password", async () => {
    const manifest = `<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    const bytes = makeZip([{ name: "META-INF/manifest.xml", content: manifest }, { name: "content.xml" }]);
    await expect(ODT_LOADER.load(bytes, "x.odt", LIMITS)).rejects.toThrow(/x\.odt is encrypted/u);
  });
});

describe("doc loader", () => {
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
