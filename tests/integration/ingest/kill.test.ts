import { once } from "node:events";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbedder } from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import type { StoreQuery } from "../../../src/core/ports/store/searching.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { analyseWithin } from "../../../src/text/terms.js";
import { run, start } from "../../support/footnote.js";
import { numberedPath, writeNumbered } from "../../support/ingest/numbered-documents.js";

const KILLS = 20;
const OLD = 20;
const ALL = 100;
const QUESTIONS = [
  "What is report 3 about?",
  "What tells of the lantern in report 17?",
  "Which part is about copper 700?",
];

/** What an index answers: its documents with their text, and what it finds for some questions. */
interface Answers {
  readonly documents: Readonly<Record<string, unknown>>;
  readonly found: readonly unknown[];
}

describe("an ingest that is killed", () => {
  let folder: string;
  let documents: string;
  let queries: StoreQuery[];

  beforeAll(async () => {
    const embedder = await openEmbedder(loadConfig({}, "/"));
    const vectors = await embedder.embed(QUESTIONS, "query");
    queries = vectors.map((vector, i) => ({
      vector,
      terms: new Map([["en", analyseWithin(QUESTIONS[i] ?? "", "en")]]),
      limit: 10,
      gramWeight: 0.3,
    }));
    await embedder.close();
    folder = await mkdtemp(path.join(tmpdir(), "footnote-kill-"));
    documents = path.join(folder, "documents");
  });

  afterAll(() => rm(folder, { recursive: true }));

  function ingestInto(index: string) {
    return ["ingest", "--documents", documents, "--index", path.join(folder, index)];
  }

  async function answersOf(index: string): Promise<Answers> {
    const indexDir = path.join(folder, index);
    const store = await (await openDriver({ store: "local", indexDir })).open({ readOnly: true });
    try {
      const documents: Record<string, unknown> = {};
      for (const { ingestedAt: _, ...summary } of await store.documents()) {
        documents[summary.path] = { ...summary, text: (await store.document(summary.id))?.text };
      }
      const found: unknown[] = [];
      for (const query of queries) {
        const { hits } = await store.search(query);
        found.push(hits.map(({ passage }) => passage).sort((a, b) => (a.id < b.id ? -1 : 1)));
      }
      return { documents, found };
    } finally {
      await store.close();
    }
  }

  it("leaves an index that answers as before, and the next one completes it", async () => {
    await writeNumbered(documents, 0, OLD);
    expect(await run(ingestInto("index"), { cwd: folder })).toMatchObject({ code: 0 });
    const old = await answersOf("index");
    expect(Object.keys(old.documents)).toHaveLength(OLD);

    // Much is added; some of the old is changed, renamed and removed.
    await writeNumbered(documents, OLD, ALL);
    await writeNumbered(documents, 0, 5, 2);
    for (let number = 5; number < 10; number++) {
      const file = path.join(documents, numberedPath(number));
      await rename(file, file.replace("report", "renamed"));
    }
    for (let number = 10; number < 15; number++) {
      await rm(path.join(documents, numberedPath(number)));
    }
    await cp(path.join(folder, "index"), path.join(folder, "undisturbed"), { recursive: true });
    const begun = Date.now();
    expect(await run(ingestInto("undisturbed"), { cwd: folder })).toMatchObject({ code: 0 });
    const durationMs = Date.now() - begun;
    const complete = await answersOf("undisturbed");
    expect(Object.keys(complete.documents)).toHaveLength(ALL - 5);

    let interrupted = 0;
    for (let i = 0; i < KILLS; i++) {
      const child = start(ingestInto("index"), { cwd: folder });
      const ended = once(child, "exit");
      await Promise.race([setTimeout(Math.random() * 0.9 * durationMs), ended]);
      child.kill("SIGKILL");
      const [, signal] = await ended;
      if (signal === "SIGKILL") {
        interrupted++;
      }
      const now = await answersOf("index");
      // Either nothing of what was there before has changed, or everything has been done.
      const isComplete = Object.keys(now.documents).length === ALL - 5;
      if (isComplete) {
        expect(now).toEqual(complete);
      } else {
        expect(now.documents).toMatchObject(old.documents);
      }
    }
    expect(interrupted).toBeGreaterThan(0);

    expect(await run(ingestInto("index"), { cwd: folder })).toMatchObject({ code: 0 });
    expect(await answersOf("index")).toEqual(complete);
  }, 180_000);
});
