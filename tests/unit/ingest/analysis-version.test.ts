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
  terms: "version 3, digest ca128bf607a99582",
  passages: "version 3, digest f35276cf5f35abb9",
  "loaders.text": "version 3, digest 8fdd6cb4413cb253",
  "loaders.markdown": "version 3, digest 6859d580a65f45b7",
  "loaders.html": "version 3, digest b7cb7f7201266bbf",
  "loaders.pdf": "version 2, digest 09631cb2012dd141",
  "loaders.docx": "version 2, digest fc13ef3d70dda758",
  "loaders.doc": "version 2, digest 883efbdf5040fe26",
  "loaders.odt": "version 2, digest 19f3a33eba9d32d9",
  "loaders.pptx": "version 2, digest acc0a52018786d05",
  "loaders.epub": "version 2, digest 927e8006f1130852",
  "loaders.spreadsheet": "version 2, digest 362297b9183bd2d9",
  "loaders.csv": "version 2, digest 2cd27f0fe555db09",
  "loaders.json": "version 2, digest e5fd63eaa82681cd",
  "loaders.subtitles": "version 2, digest 71fe77cbd6d3d9a4",
  "loaders.image": "version 1, digest f76cc9e71f20b8ea",
  "loaders.odp": "version 1, digest 489d5723367830d7",
  "loaders.yaml": "version 1, digest c2f8d87dfe309566",
  "loaders.xml": "version 1, digest d0095bd47789665e",
  "loaders.rtf": "version 1, digest ceda80a550654254",
  "loaders.rst": "version 1, digest c9c9897b876790e1",
  "loaders.asciidoc": "version 1, digest d284b2272fde90b5",
  "loaders.org": "version 1, digest 4a53e55de6c34220",
  "loaders.notebook": "version 1, digest e22495e726d136bf",
  "loaders.calendar": "version 1, digest 619c5b491da7daf1",
  "loaders.contacts": "version 1, digest 7a21e7f2061b6df5",
  "loaders.code": "version 1, digest 0627a7587f79ee78",
  "loaders.eml": "version 1, digest 79440d4dfafc9689",
  "loaders.mbox": "version 1, digest d3c020915b98e663",
  "loaders.msg": "version 1, digest 81c04f79e2a3e368",
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
