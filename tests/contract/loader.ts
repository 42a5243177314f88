import { expect, it } from "vitest";
import type { LoadedDocument } from "../../src/core/document.js";
import type { Loader } from "../../src/core/ports/loader.js";

/** One file that a loader reads, and what a reader has to find in its text. */
export interface LoaderSample {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly title: string;
  /** Pieces of the text, in order. */
  readonly contains: readonly string[];
  readonly headings: readonly string[];
}

/** What every loader has to hold. */
export function testLoader(loader: Loader, sample: LoaderSample, broken: Uint8Array): void {
  const load = () => loader.load(sample.bytes, sample.file);

  it("reads title, text and headings", async () => {
    const document = await load();
    expect(document.title).toBe(sample.title);
    expect(document.headings.map((heading) => heading.text)).toEqual(sample.headings);
    let reached = 0;
    for (const piece of sample.contains) {
      const at = document.text.indexOf(piece, reached);
      expect(at, `${piece} after ${reached}`).toBeGreaterThanOrEqual(0);
      reached = at + piece.length;
    }
  });

  it("gives ordered blocks that hold every character but white space", async () => {
    expectCoverage(await load());
  });

  it("places headings exactly", async () => {
    const { text, headings } = await load();
    for (const heading of headings) expect(text.slice(heading.start, heading.end)).toBe(heading.text);
  });

  it("gives the same document for the same bytes", async () => {
    expect(await load()).toEqual(await load());
  });

  it("reads an empty file as an empty document", async () => {
    const document = await loader.load(new Uint8Array(), sample.file);
    expect(document.blocks).toEqual([]);
    expect(document.text.trim()).toBe("");
    expect(document.title).not.toBe("");
  });

  it("says which file it can't read", async () => {
    await expect(loader.load(broken, sample.file)).rejects.toMatchObject({
      code: "unreadable_document",
      message: expect.stringContaining(sample.file),
    });
  });
}

export function expectCoverage({ text, blocks }: LoadedDocument): void {
  let reached = 0;
  for (const { start, end } of blocks) {
    expect(text.slice(reached, start).trim()).toBe("");
    expect(end).toBeGreaterThan(start);
    reached = end;
  }
  expect(text.slice(reached).trim()).toBe("");
}
