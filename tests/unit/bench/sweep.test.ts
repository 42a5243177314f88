import { describe, expect, it } from "vitest";
import { compareWords } from "../../../bench/sweep/compare-words.js";
import { findGaps } from "../../../bench/sweep/find-gaps.js";
import { readArchive, textOfHtml } from "../../../bench/sweep/marked-up-text.js";
import { makeZip } from "../../support/documents/make-zip.js";

describe("the words that a text lacks", () => {
  it("are counted as often as they are missing", () => {
    expect(compareWords("Bread and salt, and BREAD.", "Bread, salt")).toEqual({
      words: 5,
      missing: 3,
      examples: ["and (2)", "bread"],
    });
  });

  it("aren't those that are only cut or written in another way", () => {
    expect(compareWords("Doc ument ﬁne soft\u00adware 東京", "document fine software 東 京").missing).toBe(0);
  });
});

describe("sentences with a gap", () => {
  it("are those that a text has without words in their midst", () => {
    const reference =
      "Please read the guide on how to do that. It is long. Call us.\n\nWater boils [1] at once.";
    expect(findGaps(reference, "Please read on how to do that. It is long. Water boils at once.")).toEqual([
      "please read [the guide] on how to do that",
    ]);
    expect(findGaps(reference, reference)).toEqual([]);
  });
});

describe("what a file shows", () => {
  it("is all text of a page but scripts, styles and navigation", () => {
    const page =
      "<head><title>T</title></head><nav>N</nav><aside>A</aside><p>B<br>C &amp; D</p><script>S</script>";
    expect(compareWords(textOfHtml(page), "A B C D")).toMatchObject({ words: 4, missing: 0 });
  });

  it("is the text of an office file's parts, once, without what was deleted", async () => {
    const body = `<w:document><w:p><w:r><w:t>One</w:t></w:r><w:del><w:delText>Gone</w:delText></w:del>
      <mc:AlternateContent><mc:Choice><w:t>Box</w:t></mc:Choice><mc:Fallback><w:t>Box</w:t></mc:Fallback>
      </mc:AlternateContent></w:p></w:document>`;
    const zip = makeZip([
      { name: "word/document.xml", content: body },
      { name: "word/comments.xml", content: "<w:t>Remark</w:t>" },
      { name: "word/styles.xml", content: "<w:t>Style</w:t>" },
      { name: "word/media/image1.png" },
    ]);
    const reference = await readArchive(zip, "docx");
    expect(reference?.pictures).toBe(1);
    expect(compareWords(reference?.text ?? "", "")).toMatchObject({
      words: 3,
      examples: ["one", "box", "remark"],
    });
    expect(await readArchive(zip, "doc")).toBeUndefined();
  });
});
