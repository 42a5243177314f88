import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnalysisVersion } from "../../../src/core/analysis.js";
import { ANALYSIS } from "../../../src/ingest/analysis.js";
import { type IngestOptions, type IngestReport, ingest } from "../../../src/ingest/ingest.js";
import type { LoadingPool } from "../../../src/ingest/loading/loading-pool.js";
import type { Contents } from "../../../src/store/memory/contents.js";
import { loader } from "../../support/ingest/fakes.js";
import { RecordingStore } from "../../support/ingest/recording-store.js";
import { type ScriptedEmbedder, scriptedEmbedder } from "../../support/models/scripted-embedder.js";

describe("an index that was made by other rules", () => {
  let dir: string;
  let store: RecordingStore;
  let embedder: ScriptedEmbedder;
  /** The files that were loaded, in order. */
  let loaded: string[];
  /** What the loader of a format can't read. */
  let unreadable: ReadonlySet<string>;

  const noting: LoadingPool = {
    ...loader,
    async load(request) {
      if (unreadable.has(request.path)) {
        return { state: "failed", reason: "it is broken", transient: false };
      }
      const result = await loader.load(request);
      if (result.state === "loaded") {
        loaded.push(request.path);
      }
      return result;
    },
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-analysis-"));
    store = new RecordingStore();
    unreadable = new Set(["bad.md", "bad.txt"]);
    await writeFile(
      join(dir, "bread.txt"),
      "Bread is baked from flour. It is eaten.\n\nIt needs water and salt.",
    );
    await writeFile(join(dir, "tea.md"), "# Tea\n\nTea is brewed from leaves in hot water.");
    await writeFile(join(dir, "bad.txt"), "Good in the end.");
    await writeFile(join(dir, "bad.md"), "Good in the end, too.");
    await update();
  });

  afterEach(() => rm(dir, { recursive: true }));

  function update(more: Partial<IngestOptions> = {}): Promise<IngestReport> {
    loaded = [];
    embedder = unitEmbedder();
    return ingest({ documentsDir: dir, store, embedder, loader: noting, ...more });
  }

  function embedded(): string[] {
    return embedder.calls.flatMap(({ texts }) => texts);
  }

  /** The rules of this version, but for some. */
  function other(change: Partial<AnalysisVersion>): AnalysisVersion {
    return { ...ANALYSIS, ...change };
  }

  const otherText = other({ loaders: { ...ANALYSIS.loaders, text: 1000 } });

  it.each([
    ["splitting", other({ passages: ANALYSIS.passages + 1 })],
    ["terms", other({ terms: ANALYSIS.terms + 1 })],
    ["terms of a newer version", other({ terms: ANALYSIS.terms - 1 })],
  ])(
    "analyses every document again for other %s, in one commit, and embeds nothing again",
    async (_, analysis) => {
      const before = store.contents;
      const { length } = store.commits;
      const report = await update({ analysis });
      expect(report).toMatchObject({
        reanalysed: true,
        reembedded: false,
        reloaded: [],
        unchanged: ["bread.txt", "tea.md"],
        notices: [
          expect.stringMatching(/rules .* changed.*all documents were analysed again.*vectors.*kept/),
        ],
      });
      expect(loaded.sort()).toEqual(["bread.txt", "tea.md"]);
      expect(embedder.calls).toEqual([]);
      expect(store.commits).toHaveLength(length + 1);
      expect(await store.info()).toMatchObject({ analysis });
      expect(withoutTimes(store.contents.documents)).toEqual(withoutTimes(before.documents));
    },
  );

  it("is brought up to date only once", async () => {
    const analysis = other({ terms: ANALYSIS.terms + 1 });
    await update({ analysis });
    const { length } = store.commits;
    expect(await update({ analysis })).toMatchObject({ reanalysed: false, notices: [] });
    expect(loaded.sort()).toEqual([]);
    expect(store.commits).toHaveLength(length);
  });

  it("is made again once if it doesn't say by which rules it was made", async () => {
    const info = store.info.bind(store);
    store.info = async () => ({ ...(await info()), analysis: null });
    expect(await update()).toMatchObject({
      reanalysed: true,
      notices: [expect.stringMatching(/older Footnote.*all documents were analysed again/)],
    });
    expect(loaded.sort()).toEqual(["bread.txt", "tea.md"]);
    store.info = info;
    expect(await update()).toMatchObject({ reanalysed: false });
    expect(loaded.sort()).toEqual([]);
  });

  it("embeds what has changed in a document, and nothing else", async () => {
    await appendFile(join(dir, "bread.txt"), "\n\nIt keeps for days.");
    await update({ analysis: other({ passages: ANALYSIS.passages + 1 }) });
    expect(embedded()).toEqual(["Bread. It keeps for days.", "It keeps for days."]);
    const vectors = store.contents.documents.get(idOf("bread.txt"))?.paragraphs.map(({ vector }) => vector);
    expect(vectors).toEqual(
      ["Bread is baked from flour. It is eaten.", "It needs water and salt.", "It keeps for days."].map(
        (text) => directionOf(`Bread. ${text}`.length),
      ),
    );
  });

  it("embeds everything again for another embedder, and says nothing of vectors kept", async () => {
    const another = unitEmbedder();
    const fingerprint = { ...another.fingerprint, revision: "2" };
    const report = await update({
      embedder: { ...another, fingerprint },
      analysis: other({ terms: ANALYSIS.terms + 1 }),
    });
    expect(report).toMatchObject({ reanalysed: true, reembedded: true });
    expect(report.notices).toHaveLength(2);
    expect(report.notices.join()).not.toContain("kept");
    expect(another.calls.flatMap(({ texts }) => texts)).toContain("It is eaten.");
  });

  it("embeds everything again when it is rebuilt", async () => {
    await update({ rebuild: true });
    expect(embedded()).toContain("It is eaten.");
  });

  it("reads only the files of a format whose loader changed", async () => {
    const { length } = store.commits;
    const report = await update({ analysis: otherText });
    expect(report).toMatchObject({
      reanalysed: false,
      reloaded: ["text"],
      unchanged: ["bread.txt", "tea.md"],
      failed: [{ path: "bad.md" }, { path: "bad.txt" }],
      notices: [expect.stringMatching(/reads some formats changed.*\(text\).*read again/)],
    });
    expect(loaded.sort()).toEqual(["bread.txt"]);
    expect(embedder.calls).toEqual([]);
    expect(store.commits).toHaveLength(length + 1);
    expect(await update({ analysis: otherText })).toMatchObject({ reloaded: [], notices: [] });
    expect(loaded.sort()).toEqual([]);
  });

  it("tries files of such a format again that failed, and leaves the others", async () => {
    unreadable = new Set();
    expect(await update()).toMatchObject({ failed: [{ path: "bad.md" }, { path: "bad.txt" }] });
    expect(await update({ analysis: otherText })).toMatchObject({
      added: ["bad.txt"],
      failed: [{ path: "bad.md" }],
    });
    expect(loaded.sort()).toEqual(["bad.txt", "bread.txt"]);
  });

  it("reads a file again later that can't be opened when its loader has changed", async () => {
    const locked: LoadingPool = {
      ...loader,
      load: async () => ({ state: "failed", reason: "locked", transient: true }),
    };
    await update({ analysis: otherText, loader: locked });
    expect(Object.keys(paths())).toContain("bread.txt");
    expect(await update({ analysis: otherText })).toMatchObject({ reloaded: ["text"] });
    expect(loaded.sort()).toEqual(["bread.txt"]);
  });

  it("doesn't take a renamed file for what another loader made of it", async () => {
    await rm(join(dir, "bread.txt"));
    await writeFile(
      join(dir, "loaf.txt"),
      "Bread is baked from flour. It is eaten.\n\nIt needs water and salt.",
    );
    const before = paths()["bread.txt"];
    expect(await update({ analysis: otherText })).toMatchObject({
      renamed: [{ from: "bread.txt", to: "loaf.txt" }],
    });
    expect(loaded).toContain("loaf.txt");
    expect(paths()["loaf.txt"]).toBe(before);
    expect(store.contents.documents.get(before ?? "")).toMatchObject({
      loader: { format: "text", version: 1000 },
    });
  });

  /** Ids by path. */
  function paths(): Record<string, string> {
    return Object.fromEntries([...store.contents.documents.values()].map(({ path, id }) => [path, id]));
  }

  function idOf(path: string): string {
    return paths()[path] ?? expect.fail(`no document ${path}`);
  }
});

/** Answers at once, and gives texts of different lengths different directions. */
function unitEmbedder(): ScriptedEmbedder {
  const scripted = scriptedEmbedder({ answersAtOnce: true });
  return {
    ...scripted,
    fingerprint: { ...scripted.fingerprint, dimension: 2 },
    languages: null,
    embed: async (texts, role, signal) =>
      (await scripted.embed(texts, role, signal)).map(([length = 0]) => directionOf(length)),
  };
}

function directionOf(length: number): Float32Array {
  return Float32Array.of(Math.cos(length), Math.sin(length));
}

function withoutTimes(documents: Contents["documents"]): unknown[] {
  return Array.from(documents.values(), ({ ingestedAt: _, ...document }) => document);
}
