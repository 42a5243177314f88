import {
  appendFile,
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Embedder } from "../../../src/core/ports/embedder.js";
import { type IngestReport, ingest } from "../../../src/ingest/ingest.js";
import { type OpenFootnote, openFootnote } from "../open-footnote.js";

describe("ingest", () => {
  let dir: string;
  let footnote: OpenFootnote;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-documents-"));
    await writeFile(join(dir, "bread.txt"), "Bread is baked from flour, water and salt.");
    await writeFile(join(dir, "tea.md"), "# Tea\n\nTea is brewed from leaves in hot water.");
    footnote = await openFootnote(dir);
  });
  afterEach(async () => {
    await footnote.close();
    await rm(dir, { recursive: true });
  });

  function sync(more: Partial<Parameters<typeof ingest>[0]> = {}): Promise<IngestReport> {
    return ingest({ documentsDir: dir, store: footnote.store, embedder: footnote.embedder, ...more });
  }

  async function paths(): Promise<string[]> {
    return (await footnote.store.documents()).map((document) => document.path);
  }

  it("adds what is new, changes what has changed, removes what is gone, and leaves the rest alone", async () => {
    expect(footnote.report).toMatchObject({ added: ["bread.txt", "tea.md"], documents: 2 });
    await writeFile(join(dir, "bread.txt"), "Bread is baked from rye flour.");
    await rename(join(dir, "tea.md"), join(dir, "coffee.md"));
    await mkdir(join(dir, "sub"));
    await writeFile(join(dir, "sub", "milk.txt"), "Milk comes from cows.");
    expect(await sync()).toMatchObject({
      added: ["coffee.md", "sub/milk.txt"],
      changed: ["bread.txt"],
      removed: ["tea.md"],
      unchanged: [],
    });
    expect(await paths()).toEqual(["bread.txt", "coffee.md", "sub/milk.txt"]);
    expect(await sync()).toMatchObject({ added: [], changed: [], removed: [], reembedded: false });
    const answer = await footnote.ask("What is bread baked from?");
    expect(answer.answer).toContain("rye flour");
  });

  it("doesn't embed a file again that was only touched", async () => {
    await utimes(join(dir, "tea.md"), new Date(), new Date(2001, 1, 1));
    const embedder: Embedder = { ...footnote.embedder, embed: () => Promise.reject(new Error("not needed")) };
    expect(await sync({ embedder })).toMatchObject({ unchanged: ["bread.txt", "tea.md"] });
  });

  it("makes no new generation when nothing has changed", async () => {
    const { generation } = await footnote.store.info();
    await sync();
    expect((await footnote.store.info()).generation).toBe(generation);
  });

  it("doesn't say the same sentence twice when two documents hold it", async () => {
    await writeFile(join(dir, "copy.txt"), "Bread is baked from flour, water and salt.");
    await sync();
    const answer = await footnote.ask("What is bread baked from?");
    expect(answer.answer).toBe("Bread is baked from flour, water and salt. [1]");
  });

  it("keeps a document's id when its content changes", async () => {
    const before = (await footnote.store.documents()).map((document) => document.id);
    await appendFile(join(dir, "bread.txt"), " It is good.");
    await sync();
    expect((await footnote.store.documents()).map((document) => document.id)).toEqual(before);
  });

  it("reports what it can't read and what it doesn't know, and goes on", async () => {
    await writeFile(join(dir, "bread.txt"), Buffer.from([0xff, 0x00, 0xc0, 0x80]));
    await writeFile(join(dir, "photo.jpg"), "…");
    await writeFile(join(dir, ".hidden.txt"), "Secret.");
    await symlink("/etc/hostname", join(dir, "link.txt"));
    await writeFile(join(dir, "water.txt"), "Water is wet.");
    const report = await sync();
    expect(report.failed).toEqual([{ path: "bread.txt", reason: expect.stringContaining("UTF-8") }]);
    expect(report.skipped).toEqual([
      { path: "link.txt", reason: expect.stringContaining("symbolic") },
      { path: "photo.jpg", reason: expect.stringContaining(".txt") },
    ]);
    expect(report.added).toEqual(["water.txt"]);
    expect(await paths()).toEqual(["tea.md", "water.txt"]);
  });

  it("keeps what it holds of a file that can't be opened for now", async () => {
    // Larger than Node reads in one piece; sparse, so it takes no room.
    await truncate(join(dir, "tea.md"), 3 * 1024 ** 3);
    const report = await sync();
    expect(report.failed).toEqual([{ path: "tea.md", reason: expect.stringContaining("can't be opened") }]);
    expect(await paths()).toContain("tea.md");
  });

  it("embeds everything again for another embedder, and says so", async () => {
    const fingerprint = { ...footnote.embedder.fingerprint, revision: "another" };
    const report = await sync({ embedder: { ...footnote.embedder, fingerprint } });
    expect(report).toMatchObject({ reembedded: true, unchanged: ["bread.txt", "tea.md"] });
    expect(report.notices.join(" ")).toContain("embedded again");
    expect((await footnote.store.info()).fingerprint?.revision).toBe("another");
  });

  it("reads everything again to rebuild, with the same result", async () => {
    const before = await footnote.store.info();
    expect(await sync({ rebuild: true })).toMatchObject({
      unchanged: ["bread.txt", "tea.md"],
      reembedded: false,
    });
    const after = await footnote.store.info();
    expect(after).toMatchObject({ documents: before.documents, passages: before.passages });
    expect(after.generation).toBeGreaterThan(before.generation);
  });

  it("leaves the index as it was when it is stopped or fails", async () => {
    await writeFile(join(dir, "milk.txt"), "Milk comes from cows.");
    const embedder: Embedder = { ...footnote.embedder, embed: () => Promise.reject(new Error("broken")) };
    await expect(sync({ embedder })).rejects.toThrow("broken");
    await expect(sync({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    expect(await paths()).toEqual(["bread.txt", "tea.md"]);
    expect((await sync()).added).toEqual(["milk.txt"]);
  });

  it("says that the folder is missing, and how to mend it", async () => {
    await expect(sync({ documentsDir: join(dir, "nowhere") })).rejects.toMatchObject({
      code: "documents_folder_missing",
      message: expect.stringContaining("--documents"),
    });
    expect(await paths()).toEqual(["bread.txt", "tea.md"]);
  });

  it("tells how far it is", async () => {
    const seen: string[] = [];
    await sync({
      rebuild: true,
      onProgress: ({ done, total, path }) => seen.push(`${done}/${total} ${path}`),
    });
    expect(seen).toEqual(["1/2 bread.txt", "2/2 tea.md"]);
  });
});
