import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { DocumentInput } from "../../../src/core/ports/store/writing.js";
import type { Store } from "../../../src/core/ports/store.js";
import { type LocalStoreLocation, openLocalStore } from "../../../src/store/local/open-local-store.js";
import { ORIGIN } from "./store-fixtures.js";

/** A fresh folder for each test, and the stores that were opened in it. */
export interface IndexFolder {
  readonly path: string;
  file(name: string): string;
  /** The files' names, sorted, without those that SQLite keeps beside an open database. */
  names(): Promise<string[]>;
  open(options?: Partial<LocalStoreLocation>): Promise<Store>;
  closeAll(): Promise<void>;
}

/** Makes the folder before each test of the file or block, and removes it afterwards. */
export function useIndexFolder(): IndexFolder {
  let folder = "";
  let opened: Store[] = [];
  const index: IndexFolder = {
    get path() {
      return folder;
    },
    file: (name) => path.join(folder, name),
    names: async () => (await readdir(folder)).filter((name) => !/-(wal|shm)$/.test(name)).sort(),
    async open(options) {
      const store = await openLocalStore({ indexDir: folder, ...options });
      opened.push(store);
      return store;
    },
    async closeAll() {
      for (const store of opened) {
        await store.close();
      }
      opened = [];
    },
  };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-index-"));
  });
  afterEach(async () => {
    await index.closeAll();
    // A graph's worker notices the death of the process that started it a moment later.
    await rm(folder, { recursive: true, maxRetries: 10 });
  });
  return index;
}

/** Commits documents as one ingest does. */
export async function commit(store: Store, ...documents: DocumentInput[]): Promise<void> {
  const transaction = await store.begin(ORIGIN);
  for (const document of documents) {
    await transaction.put(document);
  }
  await transaction.commit();
}
