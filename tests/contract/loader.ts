import { expect, it } from "vitest";
import type { LoadedDocument, Place } from "../../src/core/document.js";
import type { Loader, LoadLimits } from "../../src/core/ports/loader.js";

/** Wide enough for every sample. */
export const LIMITS: LoadLimits = {
  characters: 1_000_000,
  pages: 100,
  unpackedBytes: 10_000_000,
  nesting: 100,
};

/** One file that a loader reads, and what a reader has to find in it. */
export interface LoaderSample {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly title: string;
  /** Pieces of the text, in order. */
  readonly contains: readonly string[];
  /** Pieces that the text doesn't have: markup, scripts, navigation. */
  readonly lacks?: readonly string[];
  readonly headings: readonly string[];
  /** Pieces of the text and the path of headings above each. */
  readonly under?: Readonly<Record<string, readonly string[]>>;
  /** Pieces of the text and where each of them starts; all of one kind, which is the document's. */
  readonly places?: { readonly kind: keyof Place; readonly at: Readonly<Record<string, number>> };
  /** The number of pages or slides. */
  readonly pages?: number;
  readonly language?: string;
  /** An empty file is an empty document in text formats, and unreadable in binary ones. */
  readonly emptyFile?: "document" | "unreadable";
}

/** What every loader has to hold. */
export function testLoader(loader: Loader, sample: LoaderSample, broken: Uint8Array): void {
  const load = (limits: Partial<LoadLimits> = {}) =>
    loader.load(sample.bytes, sample.file, { ...LIMITS, ...limits });
  const unreadable = {
    code: "unreadable_document",
    message: expect.stringContaining(sample.file),
  };

  it("reads title, language, text and headings", async () => {
    const document = await load();
    expect(document.title).toBe(sample.title);
    expect(document.language).toBe(sample.language ?? null);
    expect(document.headings.map((heading) => heading.text)).toEqual(sample.headings);
    let reached = 0;
    for (const piece of sample.contains) {
      reached = find(document.text, piece, reached) + piece.length;
    }
    for (const piece of sample.lacks ?? []) {
      expect(document.text).not.toContain(piece);
    }
  });

  it("keeps its structure in step with the text", async () => {
    expectSound(await load());
  });

  it("gives each block the path of its headings", async () => {
    const { text, blocks } = await load();
    for (const [piece, heading] of Object.entries(sample.under ?? {})) {
      const at = find(text, piece);
      expect(blocks.find(({ end }) => end > at)).toMatchObject({ heading });
    }
  });

  it("says where its text stands", async () => {
    const { text, marks, pages } = await load();
    expect(pages).toBe(sample.pages ?? null);
    expect(new Set(marks.map(({ kind }) => kind))).toEqual(
      new Set(sample.places ? [sample.places.kind] : []),
    );
    for (const [piece, value] of Object.entries(sample.places?.at ?? {})) {
      const at = find(text, piece);
      expect(marks.findLast(({ start }) => start <= at)?.value, piece).toBe(value);
    }
  });

  it("gives the same document for the same bytes", async () => {
    expect(await load()).toEqual(await load());
  });

  it("leaves the bytes as they were", async () => {
    const before = Uint8Array.from(sample.bytes);
    await load();
    expect(sample.bytes).toEqual(before);
  });

  it("takes a text of just the allowed length and refuses a longer one", async () => {
    const { text } = await load();
    await expect(load({ characters: text.length })).resolves.toMatchObject({ text });
    await expect(load({ characters: text.length - 1 })).rejects.toMatchObject(unreadable);
  });

  it("says what an empty file is", async () => {
    const empty = loader.load(new Uint8Array(), sample.file, LIMITS);
    if (sample.emptyFile === "unreadable") {
      await expect(empty).rejects.toMatchObject(unreadable);
    } else {
      await expect(empty).resolves.toMatchObject({ blocks: [], headings: [], marks: [], text: "" });
      expect((await empty).title).not.toBe("");
    }
  });

  it("says which file it can't read", async () => {
    await expect(loader.load(broken, sample.file, LIMITS)).rejects.toMatchObject(unreadable);
  });
}

/** What is true of every loaded document, whatever was in the file. */
export function expectSound(document: LoadedDocument): void {
  expectCoverage(document);
  expectHeadings(document);
  expectMarks(document);
}

/** The blocks are in order, don't overlap and hold every character that isn't white space. */
function expectCoverage({ text, blocks }: LoadedDocument): void {
  let reached = 0;
  for (const { start, end } of blocks) {
    expect(text.slice(reached, start).trim()).toBe("");
    expect(end).toBeGreaterThan(start);
    reached = end;
  }
  expect(reached).toBeLessThanOrEqual(text.length);
  expect(text.slice(reached).trim()).toBe("");
}

/** Every heading is a block that says its text, and every block names the headings above it. */
function expectHeadings({ text, blocks, headings }: LoadedDocument): void {
  const spans = blocks.filter(({ kind }) => kind === "heading").map(({ start, end }) => ({ start, end }));
  expect(headings.map(({ start, end }) => ({ start, end }))).toEqual(spans);
  let above: { level: number; text: string }[] = [];
  let next = 0;
  for (const block of blocks) {
    const heading = block.kind === "heading" ? headings[next++] : undefined;
    if (heading === undefined) {
      // A section may end without a new heading, so the path may be shorter than the headings passed.
      const path = above.map(({ text }) => text);
      expect(path.slice(0, block.heading.length)).toEqual(block.heading);
      continue;
    }
    expect(text.slice(heading.start, heading.end)).toBe(heading.text);
    expect(heading.text).not.toBe("");
    above = above.filter(({ level }) => level < heading.level);
    expect(above.map(({ text }) => text).slice(0, block.heading.length)).toEqual(block.heading);
    above = [...above.slice(0, block.heading.length), heading];
  }
}

function expectMarks({ text, marks, pages }: LoadedDocument): void {
  let reached = -1;
  for (const { start, kind, value } of marks) {
    expect(start).toBeGreaterThan(reached);
    expect(start).toBeLessThan(text.length);
    expect(kind).toBe(marks[0]?.kind);
    expect(value).toBeGreaterThanOrEqual(kind === "time" ? 0 : 1);
    if (kind === "page" || kind === "slide") {
      expect(value).toBeLessThanOrEqual(pages ?? 0);
    }
    reached = start;
  }
}

function find(text: string, piece: string, from = 0): number {
  const at = text.indexOf(piece, from);
  expect(at, `${piece} after ${from} in ${text}`).toBeGreaterThanOrEqual(0);
  return at;
}
