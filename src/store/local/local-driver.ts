import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isMissingFile } from "../../core/missing-file.js";
import type { IndexInfo } from "../../core/ports/store/catalogue.js";
import type { Attachment, RestoreOptions, StoreDriver, VectorIndex } from "../../core/ports/store/driver.js";
import type { Store } from "../../core/ports/store.js";
import { unfinished } from "./folder/index-files.js";
import { setIndexAside } from "./folder/set-aside.js";
import { openLocalStore } from "./open-local-store.js";

/** An index in a folder, which is created if it doesn't exist. */
export class LocalDriver implements StoreDriver {
  readonly #indexDir: string;
  readonly #vectorIndex: VectorIndex | undefined;

  /** @param vectorIndex by default a graph */
  constructor(indexDir: string, vectorIndex?: VectorIndex) {
    this.#indexDir = indexDir;
    this.#vectorIndex = vectorIndex;
  }

  open({ readOnly = false }: { readonly readOnly?: boolean } = {}): Promise<Store> {
    return openLocalStore({ indexDir: this.#indexDir, readOnly, vectorIndex: this.#vectorIndex });
  }

  /** The format has no migrations: an older index is replaced and built again. */
  async migrate(): Promise<undefined> {
    return undefined;
  }

  replace(): Promise<string | undefined> {
    return setIndexAside(this.#indexDir);
  }

  async remove(): Promise<void> {
    await rm(this.#indexDir, { recursive: true, force: true });
  }

  async backUp(file: string, signal?: AbortSignal): Promise<IndexInfo> {
    const { backUpIndex } = await import("./backup/back-up.js");
    return backUpIndex(this.#indexDir, file, signal);
  }

  async restore(file: string, options: RestoreOptions = {}): Promise<void> {
    const { restoreIndex } = await import("./backup/restore.js");
    await restoreIndex(this.#indexDir, file, options);
  }

  attachment(name: string): Attachment {
    const file = path.join(this.#indexDir, name);
    return {
      read: async () => {
        try {
          return await readFile(file, "utf8");
        } catch (error) {
          if (isMissingFile(error)) {
            return undefined;
          }
          throw error;
        }
      },
      write: async (text) => {
        await mkdir(this.#indexDir, { recursive: true });
        await writeFile(unfinished(file), text);
        await rename(unfinished(file), file);
      },
      create: async (text) => {
        await mkdir(this.#indexDir, { recursive: true });
        await createPrivately(file, text);
        return readFile(file, "utf8");
      },
    };
  }
}

/** Writes a file that only this user can read, whole, unless there is one of its name. */
async function createPrivately(file: string, text: string): Promise<void> {
  const own = unfinished(`${file}.${randomUUID()}`);
  await writeFile(own, text, { mode: 0o600 });
  try {
    // Unlike a rename, a link fails where there is a file already.
    await link(own, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) {
      throw error;
    }
  } finally {
    await rm(own, { force: true });
  }
}
