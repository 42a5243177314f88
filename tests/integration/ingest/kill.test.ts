import { once } from "node:events";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbedder } from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import type { StoreQuery } from "../../../src/core/ports/store/searching.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { analyseWithin } from "../../../src/text/question-terms.js";
import { countFileChanges } from "../../support/file-changes.js";
import { run, start } from "../../support/footnote.js";
import { numberedPath, writeNumbered } from "../../support/ingest/numbered-documents.js";
import { seededRandom } from "../../support/seeded-random.js";

const KILLS = 5;
const OLD = 20;
const ALL = 40;
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
    const copyOld = (name: string) =>
      cp(path.join(folder, "old"), path.join(folder, name), { recursive: true });
    await rename(path.join(folder, "index"), path.join(folder, "old"));
    await copyOld("undisturbed");
    const undisturbed = countFileChanges(path.join(folder, "undisturbed"));
    expect(await run(ingestInto("undisturbed"), { cwd: folder })).toMatchObject({ code: 0 });
    let within = undisturbed.count;
    undisturbed.close();
    const complete = await answersOf("undisturbed");
    expect(Object.keys(complete.documents)).toHaveLength(ALL - 5);

    const random = seededRandom();
    await copyOld("index");
    for (let kills = 0; kills < KILLS; ) {
      const work = countFileChanges(path.join(folder, "index"));
      const child = start(ingestInto("index"), { cwd: folder });
      const ended = once(child, "exit");
      // Rather early than late: most changes come at once, when all is embedded.
      await Promise.race([work.reach(Math.ceil(random() ** 2 * within)), ended]);
      child.kill("SIGKILL");
      const [, signal] = await ended;
      work.close();
      if (signal === "SIGKILL") {
        kills++;
      } else {
        // On a busy machine changes are told of late, some after the end: then it is to die earlier.
        within /= 2;
      }
      const now = await answersOf("index");
      // Either nothing of what was there before has changed, or everything has been done.
      const isComplete = Object.keys(now.documents).length === ALL - 5;
      if (isComplete) {
        expect(now).toEqual(complete);
        // Another one would have nothing to do.
        await rm(path.join(folder, "index"), { recursive: true });
        await copyOld("index");
      } else {
        expect(now.documents).toMatchObject(old.documents);
      }
    }
    expect(await run(ingestInto("index"), { cwd: folder })).toMatchObject({ code: 0 });
    expect(await answersOf("index")).toEqual(complete);
  });
});
