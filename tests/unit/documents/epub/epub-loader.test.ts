import { describe, expect, it } from "vitest";
import { EPUB_LOADER } from "../../../../src/documents/epub/epub-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import { makeZip } from "../../../support/documents/make-zip.js";
import { epub } from "../../../support/documents/office-samples.js";

const load = (bytes: Uint8Array) => EPUB_LOADER.load(bytes, "buch.epub", LIMITS);

describe("epub loader", () => {
  it("takes a chapter's title from an EPUB 2 table of contents, and the order from the spine", async () => {
    const page = (text: string) =>
      `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>${text}</p></body></html>`;
    const { text, headings } = await load(
      makeZip([
        {
          name: "META-INF/container.xml",
          content: '<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>',
        },
        {
          name: "content.opf",
          content: `<package><metadata/><manifest>
            <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
            <item id="a" href="a.html" media-type="application/xhtml+xml"/>
            <item id="b" href="b.html" media-type="application/xhtml+xml"/></manifest>
            <spine toc="ncx"><itemref idref="b"/><itemref idref="a"/></spine></package>`,
        },
        {
          name: "toc.ncx",
          content: `<ncx:ncx><ncx:navMap><ncx:navPoint><ncx:navLabel><ncx:text>Ende</ncx:text></ncx:navLabel>
            <ncx:content src="a.html#x"/></ncx:navPoint></ncx:navMap></ncx:ncx>`,
        },
        { name: "a.html", content: page("Aus.") },
        { name: "b.html", content: page("Los.") },
      ]),
    );
    expect(text).toBe("Los.\n\nEnde\n\nAus.");
    expect(headings).toMatchObject([{ text: "Ende", level: 1 }]);
  });

  it("refuses a book whose text is encrypted, not one whose fonts are", async () => {
    const encryption = (uri: string) => ({
      name: "META-INF/encryption.xml",
      content: `<encryption xmlns:enc="x"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
    });
    const chapters = [{ file: "a.xhtml", body: "<p>Text</p>" }];
    await expect(load(epub("B", chapters, encryption("OPS/text/a.xhtml")))).rejects.toThrow(
      /protected against copying/u,
    );
    await expect(load(epub("B", chapters, encryption("OPS/font.otf")))).resolves.toMatchObject({
      text: "Text",
    });
  });
});
