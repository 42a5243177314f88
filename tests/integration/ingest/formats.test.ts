import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredDocument } from "../../../src/core/document.js";
import { NOWHERE } from "../../../src/core/place.js";
import { extensionsOf, findLoader } from "../../../src/documents/find-loader.js";
import { FORMAT_SAMPLES } from "../../support/documents/format-samples.js";
import { SECRET, SKIPPED, UNREADABLE, writeHostileFiles } from "../../support/documents/hostile-files.js";
import { openTemporaryFootnote, type TemporaryFootnote } from "../../support/open-temporary-footnote.js";

/** Tags, declarations, entities, arrows between times: what no reader sees. */
const MARKUP = /<\/?[a-z!?][^>]*>|&[a-z]+;|-->|\uFFFD|\0/iu;

describe("a folder with every format, and hostile files among them", () => {
  let parent: string;
  let footnote: TemporaryFootnote;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), "footnote-formats-"));
    const [folder, outside] = [join(parent, "documents"), join(parent, "outside")];
    await mkdir(outside);
    for (const { file, bytes } of FORMAT_SAMPLES) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), bytes);
    }
    await writeHostileFiles(folder, outside);
    footnote = await openTemporaryFootnote(folder);
  });

  afterAll(async () => {
    await footnote.close();
    await rm(parent, { recursive: true });
  });

  async function stored(file: string): Promise<StoredDocument> {
    const summary = (await footnote.store.documents()).find(({ path }) => path === file);
    const document = summary && (await footnote.store.document(summary.id));
    if (document === undefined) {
      throw new Error(`${file} isn't in the index`);
    }
    return document;
  }

  it("is ingested but for what can't or mustn't be read", async () => {
    const { report } = footnote;
    const files = FORMAT_SAMPLES.map(({ file }) => file).sort();
    expect(report).toMatchObject({ added: files, documents: files.length, ignored: 2 });
    expect(report.notices).toEqual(["talks/robots.pptx: not read: 1 hidden slide"]);
    expect(report.failed.map(({ path }) => path)).toEqual(UNREADABLE.map(([file]) => file).sort());
    expect(report.skipped.map(({ path }) => path)).toEqual(SKIPPED.map(([file]) => file).sort());
  });

  it("has a sample of every format there is", async () => {
    const loaders = await Promise.all(extensionsOf({}).map((extension) => findLoader(`x${extension}`)));
    const formats = new Set(loaders.map((loader) => loader?.format));
    expect(new Set(FORMAT_SAMPLES.map(({ format }) => format))).toEqual(formats);
  });

  it.each(FORMAT_SAMPLES)("$file is known by format, title, language and pages", async (sample) => {
    const { format, title, language, pages } = await stored(sample.file);
    expect({ format, title, language, pages }).toEqual({
      format: sample.format,
      title: sample.title,
      language: sample.language,
      pages: sample.pages ?? null,
    });
  });

  it.each(FORMAT_SAMPLES)("$file has a text without markup, script or navigation", async (sample) => {
    const { text } = await stored(sample.file);
    expect(text).toContain(sample.fact);
    expect(text).not.toMatch(MARKUP);
    for (const piece of sample.lacks ?? []) {
      expect(text).not.toContain(piece);
    }
  });

  it.each(FORMAT_SAMPLES)("$file is cited where its fact stands", async (sample) => {
    const document = await stored(sample.file);
    const { answered, citations } = await footnote.ask(sample.question);
    expect(answered).toBe(true);
    const citation = citations.find(({ quote }) => quote.includes(sample.fact));
    expect(citation, JSON.stringify(citations, null, 1)).toMatchObject({
      ...NOWHERE,
      ...sample.place,
      documentId: document.id,
      title: sample.title,
      verified: true,
    });
    // Short sections are shown with those beside them, under the headings that they have in common.
    const heading = citation?.heading ?? [];
    expect(heading).toEqual((sample.heading ?? []).slice(0, heading.length));
    expect(heading.length).toBeGreaterThanOrEqual(Math.min(1, sample.heading?.length ?? 0));
    for (const { documentId, start, end, quote } of citations) {
      const cited = await footnote.store.document(documentId);
      expect(cited?.text.slice(start, end)).toBe(quote);
    }
  });

  it.each(UNREADABLE)("%s fails with a reason that can be read", async (file, _bytes, reason) => {
    const failed = footnote.report.failed.find(({ path }) => path === file);
    expect(failed?.reason).toMatch(reason);
    expect(failed?.reason).not.toContain(parent);
    expect(await footnote.store.failures()).toContainEqual(
      expect.objectContaining({ path: file, reason: failed?.reason }),
    );
  });

  it.each(SKIPPED)("%s is skipped with a reason that can be read", (file, reason) => {
    expect(footnote.report.skipped.find(({ path }) => path === file)?.reason).toMatch(reason);
  });

  it("holds nothing of hidden, ignored, linked and unreadable files", async () => {
    for (const { path } of await footnote.store.documents()) {
      expect((await stored(path)).text).not.toContain(SECRET);
    }
    expect(await footnote.ask(`Wie lautet die ${SECRET}?`)).toMatchObject({ answered: false, citations: [] });
  });
});
