import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { VectorIndex } from "../../src/core/ports/store/driver.js";
import type { Store } from "../../src/core/ports/store.js";
import { openLocalStore } from "../../src/store/local/open-local-store.js";
import { openDriver } from "../../src/store/open-driver.js";
import { type DriverHarness, describeDriver, describeStore, type StoreHarness } from "./store.js";

function newFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "footnote-store-"));
}

/** Stores that are closed when the test is over. */
function harnessOf(open: () => Promise<Store>, remove: () => Promise<void>): StoreHarness {
  const opened: Store[] = [];
  return {
    async open() {
      const store = await open();
      opened.push(store);
      return store;
    },
    async dispose() {
      for (const store of opened) {
        await store.close();
      }
      await remove();
    },
  };
}

async function createLocal(vectorIndex: VectorIndex): Promise<StoreHarness> {
  const indexDir = await newFolder();
  return harnessOf(
    () => openLocalStore({ indexDir, vectorIndex }),
    () => rm(indexDir, { recursive: true }),
  );
}

async function createMemory(): Promise<StoreHarness> {
  const driver = await openDriver({ store: "memory", indexDir: "" });
  return harnessOf(
    () => driver.open(),
    async () => undefined,
  );
}

async function createDriver(store: string): Promise<DriverHarness> {
  const [indexDir, otherDir, folder] = [await newFolder(), await newFolder(), await newFolder()];
  return {
    driver: await openDriver({ store, indexDir }),
    other: await openDriver({ store, indexDir: otherDir }),
    folder,
    async dispose() {
      for (const made of [indexDir, otherDir, folder]) {
        await rm(made, { recursive: true, force: true });
      }
    },
  };
}

describeStore("local (hnsw)", () => createLocal("hnsw"));
describeStore("local (exact)", () => createLocal("exact"));
describeStore("memory", createMemory);
describeDriver("local", () => createDriver("local"), true);
describeDriver("memory", () => createDriver("memory"), false);
