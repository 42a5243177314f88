import type { Attachment, StoreDriver } from "../../core/ports/store/driver.js";
import type { Store } from "../../core/ports/store.js";
import { backupUnsupported, empty } from "../errors.js";
import { newIndex } from "./contents.js";
import { MemoryStore } from "./memory-store.js";

/** An index in memory, for tests and for programs that need no index on a disk. It is gone with the driver. */
export class MemoryDriver implements StoreDriver {
  #index = newIndex();
  readonly #attachments = new Map<string, string>();

  async open({ readOnly = false }: { readonly readOnly?: boolean } = {}): Promise<Store> {
    if (readOnly && this.#index.generation === 0) {
      throw empty();
    }
    return new MemoryStore(this.#index, readOnly);
  }

  async migrate(): Promise<undefined> {
    return undefined;
  }

  /** Nothing of the earlier index is kept. */
  async replace(): Promise<undefined> {
    this.#index = newIndex();
  }

  async remove(): Promise<void> {
    this.#index = newIndex();
    this.#attachments.clear();
  }

  async backUp(): Promise<never> {
    throw unsupported();
  }

  async restore(): Promise<never> {
    throw unsupported();
  }

  attachment(name: string): Attachment {
    return {
      read: async () => this.#attachments.get(name),
      write: async (text) => {
        this.#attachments.set(name, text);
      },
      create: async (text) => {
        const kept = this.#attachments.get(name) ?? text;
        this.#attachments.set(name, kept);
        return kept;
      },
    };
  }
}

function unsupported(): Error {
  return backupUnsupported("An index in memory is gone with its process: set STORE to local to keep one.");
}
