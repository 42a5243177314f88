import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findLoader } from "../../../src/documents/find-loader.js";
import { ANALYSIS } from "../../../src/ingest/analysis.js";
import { embedDocument } from "../../../src/ingest/embed-document.js";
import { LANGUAGES } from "../../../src/languages/find-language.js";
import { splitDocument } from "../../../src/passages/split-document.js";
import { analyse } from "../../../src/text/terms.js";
import { LIMITS } from "../../contract/loader.js";
import { fakeRecogniser } from "../../support/documents/fake-recogniser.js";
import { FORMAT_SAMPLES } from "../../support/documents/format-samples.js";
import { tiffHeader } from "../../support/documents/pictures.js";
import { DOCUMENTS, TEXTS } from "../../support/ingest/analysis-samples.js";
import { embedder } from "../../support/ingest/fakes.js";

/** The version of each set of rules, and what its rules gave for the samples when it was written down. */
const WRITTEN_DOWN: Readonly<Record<string, string>> = {
  terms: "version 2, digest ca128bf607a99582",
  passages: "version 2, digest f35276cf5f35abb9",
  "loaders.text": "version 2, digest 80f03e85664a759f",
  "loaders.markdown": "version 2, digest 40e68c0e00785e8f",
  "loaders.html": "version 2, digest b395b43a3f9cb20a",
  "loaders.pdf": "version 1, digest 692abe9f74bcdf57",
  "loaders.docx": "version 1, digest 0cfb8c71ee830ebf",
  "loaders.doc": "version 1, digest c9c26c04337f33ee",
  "loaders.odt": "version 1, digest 47a39eaab1904bd8",
  "loaders.pptx": "version 1, digest 96048ed2c5b787cf",
  "loaders.epub": "version 1, digest b5208e7f397feafd",
  "loaders.spreadsheet": "version 1, digest 19ceb6a7e4c262c6",
  "loaders.csv": "version 1, digest 0387eb287876a399",
  "loaders.json": "version 1, digest 82fa27e01e243945",
  "loaders.subtitles": "version 1, digest 032071cd7282bdab",
  "loaders.image": "version 1, digest 5c52192685b6df3c",
};

const FORMATS = [...new Set(FORMAT_SAMPLES.map(({ format }) => format))];

/**
 * Whoever changes what is stored for a text has to raise a version, or indexes that exist already keep what the old
 * rules gave, while questions are analysed by the new ones.
 */
describe("the version of an index's rules", () => {
  it("is raised when other terms are made of a text", () => {
    const terms = Object.entries(TEXTS).map(([language, text]) => analyse(text, language));
    const left = LANGUAGES.map(({ stopWords }) => [...stopWords].sort());
    expectWrittenDown("terms", ANALYSIS.terms, { terms, left }, "TERMS_VERSION in src/text/terms.ts");
  });

  it("is raised when documents are split in another way, or other texts embedded", async () => {
    const split = DOCUMENTS.map((document) => splitDocument(document));
    const texts: string[] = [];
    const noting = {
      ...embedder,
      embed: async (batch: readonly string[]) => {
        texts.push(...batch);
        return batch.map(() => Float32Array.of(1));
      },
    };
    for (const [i, document] of DOCUMENTS.entries()) {
      const cut = split[i] ?? expect.fail("a document for each");
      for await (const _ of embedDocument(document, cut, noting, new AbortController().signal)) {
        // All of it is embedded when all of it is taken.
      }
    }
    const abbreviations = LANGUAGES.map(({ abbreviations: { inner, final } }) => [
      [...inner].sort(),
      [...final].sort(),
    ]);
    const name = "PASSAGES_VERSION in src/passages/split-document.ts";
    expectWrittenDown("passages", ANALYSIS.passages, { split, texts, abbreviations }, name);
  });

  it.each(FORMATS)("is raised when the loader of %s makes other documents", async (format) => {
    const samples = FORMAT_SAMPLES.filter((sample) => sample.format === format);
    const documents = await Promise.all(
      samples.map(async ({ file, bytes }) => (await findLoader(file))?.load(bytes, file, LIMITS)),
    );
    const name = `the version of ${format} in src/documents/find-loader.ts`;
    expectWrittenDown(`loaders.${format}`, ANALYSIS.loaders[format] ?? 0, documents, name);
  });

  it("is raised when other documents are made of what OCR has read", async () => {
    const recogniser = fakeRecogniser({
      "image 1": "Die Anmel-\\\ndung\n\nMontag\nDienstag\nMittwoch",
      "image 2": "Zwei",
    });
    const loader = await findLoader("scan.tif");
    const pages = tiffHeader([
      [10, 20],
      [30, 40],
    ]);
    const document = await loader?.load(pages, "scan.tif", LIMITS, { recogniser });
    const name = "the versions of image and pdf in src/documents/find-loader.ts";
    expectWrittenDown("loaders.image", ANALYSIS.loaders["image"] ?? 0, document, name);
  });

  it("is known of every loader", async () => {
    expect(Object.keys(ANALYSIS.loaders).sort()).toEqual([...FORMATS, "image"].sort());
    for (const { file, format } of FORMAT_SAMPLES) {
      expect((await findLoader(file))?.format).toBe(format);
    }
  });
});

function expectWrittenDown(name: string, version: number, given: unknown, where: string): void {
  const digest = createHash("sha256").update(JSON.stringify(given)).digest("hex").slice(0, 16);
  expect(
    `version ${version}, digest ${digest}`,
    `If the rules have changed, raise ${where}, so that indexes are brought up to date; then write this line here. ` +
      "If only the samples have changed, the digest is enough.",
  ).toBe(WRITTEN_DOWN[name]);
}
