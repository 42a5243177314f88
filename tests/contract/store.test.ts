import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Store } from "../../src/core/ports/store.js";
import { openLocalStore } from "../../src/store/local/open-local-store.js";
import { describeStore, type StoreHarness } from "./store.js";

async function createLocal(exactLimit?: number): Promise<StoreHarness> {
  const indexDir = await mkdtemp(path.join(tmpdir(), "footnote-store-"));
  const opened: Store[] = [];
  return {
    async open() {
      const store = await openLocalStore({ indexDir, ...(exactLimit === undefined ? {} : { exactLimit }) });
      opened.push(store);
      return store;
    },
    async dispose() {
      for (const store of opened) {
        await store.close();
      }
      await rm(indexDir, { recursive: true });
    },
  };
}

describeStore("local", () => createLocal());
describeStore("local (graph)", () => createLocal(0));
