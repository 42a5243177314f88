import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type IngestReport, ingest } from "../../../src/ingest/ingest.js";
import { makeZip, type ZipEntry } from "../../support/documents/make-zip.js";
import { embedder, notingLoader } from "../../support/ingest/fakes.js";
import { RecordingStore } from "../../support/ingest/recording-store.js";

const BREAD: ZipEntry = { name: "bread.txt", content: "Bread is baked from flour, water and salt." };
const TEA: ZipEntry = { name: "sub/tea.md", content: "# Tea\n\nTea is brewed from leaves in hot water." };

describe("an ingest of a folder with a zip archive", () => {
  let dir: string;
  let store: RecordingStore;
  /** The files that were read; a `?` before one that was only to be read if it had changed. */
  let read: string[];

  const noting = notingLoader((path) => read.push(path));

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-ingest-zip-"));
    store = new RecordingStore();
    await pack(BREAD, TEA);
    expect(await update()).toEqual({ added: ["a.zip/bread.txt", "a.zip/sub/tea.md"] });
  });

  afterEach(() => rm(dir, { recursive: true }));

  async function pack(...entries: readonly ZipEntry[]): Promise<void> {
    await writeFile(join(dir, "a.zip"), makeZip(entries));
  }

  /** The lists of the report that aren't empty. */
  async function update(): Promise<Partial<IngestReport>> {
    read = [];
    const report = await ingest({ documentsDir: dir, store, embedder, loader: noting });
    const { added, changed, removed, renamed, unchanged, skipped, failed } = report;
    const all = { added, changed, removed, renamed, unchanged, skipped, failed };
    return Object.fromEntries(Object.entries(all).filter(([, files]) => files.length > 0));
  }

  const ids = () => [...store.contents.documents.values()].map(({ id }) => id).sort();

  it("reads nothing if the archive is the same", async () => {
    expect(await update()).toEqual({ unchanged: ["a.zip/bread.txt", "a.zip/sub/tea.md"] });
    expect(read).toEqual([]);
  });

  it("reads again only what has changed when it is packed again", async () => {
    await pack({ name: "photo.raw" }, { ...BREAD, content: "Bread is eaten." }, TEA, {
      name: "milk.txt",
      content: "Milk comes from cows.",
    });
    expect(await update()).toEqual({
      added: ["a.zip/milk.txt"],
      changed: ["a.zip/bread.txt"],
      unchanged: ["a.zip/sub/tea.md"],
      skipped: [{ path: "a.zip/photo.raw", reason: expect.stringContaining("isn't supported") }],
    });
    expect(read).toEqual(["a.zip/milk.txt", "?a.zip/bread.txt", "?a.zip/sub/tea.md"]);
  });

  it("keeps documents that are renamed inside, or with the archive, or are unpacked", async () => {
    const before = ids();
    await pack(BREAD, { ...TEA, name: "chai.md" });
    expect(await update()).toMatchObject({ renamed: [{ from: "a.zip/sub/tea.md", to: "a.zip/chai.md" }] });
    await rename(join(dir, "a.zip"), join(dir, "b.zip"));
    expect(await update()).toEqual({
      renamed: [
        { from: "a.zip/bread.txt", to: "b.zip/bread.txt" },
        { from: "a.zip/chai.md", to: "b.zip/chai.md" },
      ],
    });
    expect(read).toEqual(["?b.zip/bread.txt", "?b.zip/chai.md"]);
    await rm(join(dir, "b.zip"));
    await writeFile(join(dir, "bread.txt"), BREAD.content ?? "");
    expect(await update()).toEqual({
      renamed: [{ from: "b.zip/bread.txt", to: "bread.txt" }],
      removed: ["b.zip/chai.md"],
    });
    expect(before).toEqual(expect.arrayContaining(ids()));
  });

  it("removes the documents with the archive, or when it is damaged", async () => {
    await writeFile(join(dir, "a.zip"), "not a zip");
    const removed = ["a.zip/bread.txt", "a.zip/sub/tea.md"];
    const skipped = [{ path: "a.zip", reason: expect.stringContaining("whole zip archive") }];
    expect(await update()).toEqual({ removed, skipped });
    await pack(BREAD, TEA);
    await update();
    // Of a folder in which there is nothing at all, nothing would be removed.
    await writeFile(join(dir, "notes.xyz"), "");
    await rm(join(dir, "a.zip"));
    expect(await update()).toMatchObject({ removed });
    expect(ids()).toEqual([]);
  });

  it("reports a file that can't be read, and goes on", async () => {
    await pack({ name: "large.txt", content: "x".repeat(1001) }, BREAD);
    const failed = [{ path: "a.zip/large.txt", reason: expect.stringContaining("larger than") }];
    expect(await update()).toEqual({ failed, removed: ["a.zip/sub/tea.md"], unchanged: ["a.zip/bread.txt"] });
    expect(await update()).toEqual({ failed, unchanged: ["a.zip/bread.txt"] });
    expect(read).toEqual([]);
  });
});
