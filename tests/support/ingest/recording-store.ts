import type { IndexOrigin } from "../../../src/core/analysis.js";
import type { StoreTransaction } from "../../../src/core/ports/store/writing.js";
import { type Contents, newIndex } from "../../../src/store/memory/contents.js";
import { MemoryStore } from "../../../src/store/memory/memory-store.js";

/** An index in memory that remembers what each commit made of it. */
export class RecordingStore extends MemoryStore {
  /** In order. */
  readonly commits: Contents[] = [];

  constructor() {
    super(newIndex());
  }

  override async begin(origin: IndexOrigin): Promise<StoreTransaction> {
    const transaction = await super.begin(origin);
    const commit = transaction.commit.bind(transaction);
    transaction.commit = async (options) => {
      await commit(options);
      const { documents } = this.contents;
      const paths = new Set([...documents.values()].map(({ path }) => path));
      if (paths.size < documents.size) {
        throw new Error("Two documents have the same path.");
      }
      this.commits.push(this.contents);
    };
    return transaction;
  }
}
