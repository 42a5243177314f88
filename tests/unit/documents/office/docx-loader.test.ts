import { describe, expect, it } from "vitest";
import { DOCX_LOADER } from "../../../../src/documents/office/docx-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import {
  BULLETS,
  core,
  docx,
  footnotes,
  GERMAN_STYLES,
  paragraph,
} from "../../../support/documents/office-samples.js";

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
