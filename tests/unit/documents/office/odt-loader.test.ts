import { describe, expect, it } from "vitest";
import { ODT_LOADER } from "../../../../src/documents/office/odt-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";
import { makeZip } from "../../../support/documents/make-zip.js";
import { odt } from "../../../support/documents/office-samples.js";

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
