import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import type { Embedder } from "../../../src/core/ports/embedder.js";
import { ANALYSIS } from "../../../src/ingest/analysis.js";
import { type IngestOptions, type IngestReport, ingest } from "../../../src/ingest/ingest.js";
import { openTemporaryFootnote, type TemporaryFootnote } from "../../support/open-temporary-footnote.js";
import { repository } from "../../support/workspace.js";

/** The rules of an ingest are tested in `tests/unit/ingest`; this is about the real index, embedder and pool. */
describe("an ingest into a real index", () => {
  let dir: string;
  let footnote: TemporaryFootnote;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-documents-"));
    await writeFile(join(dir, "bread.txt"), "Bread is baked from flour, water and salt.");
    await writeFile(join(dir, "tea.md"), "# Tea\n\nTea is brewed from leaves in hot water.");
    footnote = await openTemporaryFootnote(dir);
  });

  afterAll(async () => {
    await footnote.close();
    await rm(dir, { recursive: true });
  });

  function update(more: Partial<IngestOptions> = {}): Promise<IngestReport> {
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
    expect(await update()).toMatchObject({ unchanged: ["bread.txt", "tea.md"] });
    expect((await footnote.store.info()).generation).toBe(generation);
  });

  it("keeps ids and answers when files change and are renamed", async () => {
    const before = await ids();
    await appendFile(join(dir, "bread.txt"), " It is eaten with butter.");
    await rename(join(dir, "tea.md"), join(dir, "chai.md"));
    expect(await update()).toMatchObject({
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
    expect(await update()).toMatchObject({ failed: [{ path: "bad.txt" }] });
    expect(await footnote.store.failures()).toMatchObject([{ path: "bad.txt", bytes: 5 }]);
    await writeFile(join(dir, "bad.txt"), "Milk comes from cows.");
    expect(await update()).toMatchObject({ added: ["bad.txt"], failed: [] });
    expect(await footnote.store.failures()).toEqual([]);
    await rm(join(dir, "bad.txt"));
    expect(await update()).toMatchObject({ removed: ["bad.txt"] });
  });

  it("says which files hold no text, once, and the index remembers", async () => {
    await writeFile(join(dir, "empty.txt"), "");
    await writeFile(join(dir, "blank.html"), "<html><body><script>draw()</script></body></html>");
    const notices = [
      "blank.html: a script (JavaScript) loads the content of the page: not read",
      "empty.txt: the file is empty",
    ];
    expect(await update()).toMatchObject({ added: ["blank.html", "empty.txt"], failed: [], notices });
    expect((await update()).notices).toEqual([]);
    const noticed = (await footnote.store.documents()).filter(({ notices }) => notices.length > 0);
    expect(noticed.map(({ path, notices }) => `${path}: ${notices}`)).toEqual(notices);
    await rm(join(dir, "empty.txt"));
    await rm(join(dir, "blank.html"));
    await update();
  });

  it("doesn't say the same sentence twice when two documents hold it", async () => {
    await writeFile(join(dir, "copy.txt"), "Bread is baked from flour, water and salt.");
    await update();
    const answer = await footnote.ask("What is bread baked from?");
    expect(answer.answer).toBe("Bread is baked from flour, water and salt. It is eaten with butter. [1]");
    await rm(join(dir, "copy.txt"));
    await update();
  });

  it("embeds everything again for another embedder, and rebuilds, with the same documents", async () => {
    const before = await ids();
    const { passages } = await footnote.store.info();
    const fingerprint = { ...footnote.embedder.fingerprint, revision: "another" };
    expect(await update({ embedder: { ...footnote.embedder, fingerprint } })).toMatchObject({
      reembedded: true,
    });
    expect((await footnote.store.info()).fingerprint?.revision).toBe("another");
    await update();
    expect(await update({ rebuild: true })).toMatchObject({ unchanged: ["bread.txt", "chai.md"], passages });
    expect(await ids()).toEqual(before);
  });

  it("goes on answering while it is analysed again by other rules, and embeds nothing again", async () => {
    const { embedder, store } = footnote;
    const embedded: string[] = [];
    const counting: Embedder = {
      ...embedder,
      embed(texts, role, signal) {
        embedded.push(...texts);
        return embedder.embed(texts, role, signal);
      },
    };
    const { generation } = await store.info();
    const before = await footnote.ask("What is tea brewed from?");
    const meanwhile: Promise<Answer>[] = [];
    const analysis = { ...ANALYSIS, terms: ANALYSIS.terms + 1 };
    const report = await update({
      embedder: counting,
      analysis,
      onProgress: () => meanwhile.push(footnote.ask("What is tea brewed from?")),
    });
    expect(report).toMatchObject({ reanalysed: true, unchanged: ["bread.txt", "chai.md"] });
    expect(embedded).toEqual([]);
    expect(await store.info()).toMatchObject({ generation: generation + 1, analysis });
    for (const { answer } of [
      ...(await Promise.all(meanwhile)),
      await footnote.ask("What is tea brewed from?"),
    ]) {
      expect(answer).toBe(before.answer);
    }
    expect(await update()).toMatchObject({ reanalysed: true });
  });

  it("waits for another process that is writing, and isn't kept by one that dies", async () => {
    const script = `
      import { openDriver } from "./dist/store/open-driver.js";
      const driver = await openDriver({ store: "local", indexDir: process.argv[1] });
      const store = await driver.open();
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
    const report = await update({
      onWait: () => {
        waits++;
        other.kill("SIGKILL");
      },
    });
    expect(report.added).toEqual(["milk.txt"]);
    expect(waits).toBe(1);
  });
});
