import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANALYSIS } from "../../../src/ingest/analysis.js";
import { type IngestOptions, type IngestReport, ingest } from "../../../src/ingest/ingest.js";
import { type OpenFootnote, openFootnote } from "../../support/open-footnote.js";
import { repository } from "../../support/workspace.js";

/** The rules of an ingest are tested in `tests/unit/ingest`; this is about the real index, embedder and pool. */
describe("an ingest into a real index", () => {
  let dir: string;
  let footnote: OpenFootnote;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-documents-"));
    await writeFile(join(dir, "bread.txt"), "Bread is baked from flour, water and salt.");
    await writeFile(join(dir, "tea.md"), "# Tea\n\nTea is brewed from leaves in hot water.");
    footnote = await openFootnote(dir);
  });

  afterAll(async () => {
    await footnote.close();
    await rm(dir, { recursive: true });
  });

  function sync(more: Partial<IngestOptions> = {}): Promise<IngestReport> {
    const { store, embedder, loader } = footnote;
    return ingest({ documentsDir: dir, store, embedder, loader, ...more });
  }

  async function ids(): Promise<Record<string, string>> {
    return Object.fromEntries((await footnote.store.documents()).map(({ path, id }) => [path, id]));
  }

  it("makes documents that answer", async () => {
    expect(footnote.report).toMatchObject({ added: ["bread.txt", "tea.md"], documents: 2 });
    expect((await footnote.ask("What is bread baked from?")).answer).toContain("flour");
  });

  it("makes no new generation when nothing has changed", async () => {
    const { generation } = await footnote.store.info();
    expect(await sync()).toMatchObject({ unchanged: ["bread.txt", "tea.md"] });
    expect((await footnote.store.info()).generation).toBe(generation);
  });

  it("keeps ids and answers when files change and are renamed", async () => {
    const before = await ids();
    await appendFile(join(dir, "bread.txt"), " It is eaten with butter.");
    await rename(join(dir, "tea.md"), join(dir, "chai.md"));
    expect(await sync()).toMatchObject({
      changed: ["bread.txt"],
      renamed: [{ from: "tea.md", to: "chai.md" }],
      added: [],
      removed: [],
    });
    expect(await ids()).toEqual({ "bread.txt": before["bread.txt"], "chai.md": before["tea.md"] });
    expect((await footnote.ask("What is bread eaten with?")).answer).toContain("butter");
    const { citations } = await footnote.ask("What is tea brewed from?");
    expect(citations[0]?.documentId).toBe(before["tea.md"]);
  });

  it("records what can't be read until it can", async () => {
    await writeFile(join(dir, "bad.txt"), Buffer.from([0, 1, 2, 255, 0]));
    expect(await sync()).toMatchObject({ failed: [{ path: "bad.txt" }] });
    expect(await footnote.store.failures()).toMatchObject([{ path: "bad.txt", bytes: 5 }]);
    await writeFile(join(dir, "bad.txt"), "Milk comes from cows.");
    expect(await sync()).toMatchObject({ added: ["bad.txt"], failed: [] });
    expect(await footnote.store.failures()).toEqual([]);
    await rm(join(dir, "bad.txt"));
    expect(await sync()).toMatchObject({ removed: ["bad.txt"] });
  });

  it("doesn't say the same sentence twice when two documents hold it", async () => {
    await writeFile(join(dir, "copy.txt"), "Bread is baked from flour, water and salt.");
    await sync();
    const answer = await footnote.ask("What is bread baked from?");
    expect(answer.answer).toBe("Bread is baked from flour, water and salt. [1]");
    await rm(join(dir, "copy.txt"));
    await sync();
  });

  it("embeds everything again for another embedder, and rebuilds, with the same documents", async () => {
    const before = await ids();
    const { passages } = await footnote.store.info();
    const fingerprint = { ...footnote.embedder.fingerprint, revision: "another" };
    expect(await sync({ embedder: { ...footnote.embedder, fingerprint } })).toMatchObject({
      reembedded: true,
    });
    expect((await footnote.store.info()).fingerprint?.revision).toBe("another");
    await sync();
    expect(await sync({ rebuild: true })).toMatchObject({ unchanged: ["bread.txt", "chai.md"], passages });
    expect(await ids()).toEqual(before);
  });

  it("waits for another process that is writing, and isn't kept by one that dies", async () => {
    const script = `
      import { openStore } from "./dist/store/open-store.js";
      const store = await openStore({ store: "local", indexDir: process.argv[1] });
      await store.begin(JSON.parse(process.argv[2]));
      console.log("begun");
      setInterval(() => {}, 1000);
    `;
    const { indexDir, embedder } = footnote;
    const other = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        script,
        indexDir,
        JSON.stringify({ fingerprint: embedder.fingerprint, analysis: ANALYSIS }),
      ],
      { cwd: repository, stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(other.stdout, "data");
    await writeFile(join(dir, "milk.txt"), "Milk comes from cows.");
    let waits = 0;
    const report = await sync({
      onWait: () => {
        waits++;
        other.kill("SIGKILL");
      },
    });
    expect(report.added).toEqual(["milk.txt"]);
    expect(waits).toBe(1);
  });
});
