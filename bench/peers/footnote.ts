import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as App from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import type * as Ingest from "../../src/ingest/ingest.js";
import { built } from "../process/built.js";
import type { System } from "./system.js";

/** One of the two searches that are fused. */
type Leg = "lexical" | "dense";

/** Twice as many as are looked at, so that a leg alone loses hardly anything to the other. */
const FOR_ONE_LEG = 100;

/**
 * Footnote as it comes, with an index in a temporary folder.
 * @param leg ranks by this leg's score alone
 */
export async function createFootnote(leg?: Leg): Promise<System> {
  const { ingest } = await built<typeof Ingest>("ingest/ingest");
  const { openAnswering, openWritableWorkspace } = await built<typeof App>("app/workspace");
  const indexDir = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  const config = loadConfig({ INDEX_DIR: indexDir }, process.cwd());
  const workspace = await openWritableWorkspace(config, console.error);
  const { store, embedder, loader } = workspace;
  const { retriever, close } = await openAnswering(workspace, console.error);
  const paths = new Map<string, string>();
  return {
    usualLimit: 8,
    async ingest(folder) {
      const { passages } = await ingest({ documentsDir: folder, store, embedder, loader });
      await store.warmUp();
      await store.settle();
      for (const { id, path } of await store.documents()) {
        paths.set(id, path);
      }
      return passages;
    },
    async search(question, limit) {
      const { passages } = await retriever.retrieve({
        question,
        limit: leg === undefined ? limit : FOR_ONE_LEG,
      });
      const ranked =
        leg === undefined ? passages : passages.toSorted((a, b) => b.scores[leg] - a.scores[leg]);
      return ranked.slice(0, limit).map(({ passage: { documentId, start, end } }) => ({
        documentId: paths.get(documentId) ?? "",
        start,
        end,
      }));
    },
    async close() {
      await close();
      await workspace.close();
      await rm(indexDir, { recursive: true });
    },
  };
}
