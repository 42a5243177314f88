import type { FileFailure, FileState } from "../core/ports/store/catalogue.js";
import type { CommitOptions, DocumentInput, StoreTransaction } from "../core/ports/store/writing.js";

/** Changes to an index, each made wholly or, if it fails, not at all. Only one is made at a time. */
export interface Changes {
  /** @param assertOpen throws if the transaction has ended while a paragraph was awaited */
  put(document: DocumentInput, ingestedAt: Date, assertOpen: () => void): Promise<void>;
  touch(id: string, file: Pick<FileState, "bytes" | "modifiedMs">): void | Promise<void>;
  move(id: string, file: Pick<FileState, "path" | "bytes" | "modifiedMs">): void | Promise<void>;
  fail(failure: Omit<FileFailure, "failedAt">, failedAt: Date): void | Promise<void>;
  forgetFailure(path: string): void | Promise<void>;
  remove(id: string): void | Promise<void>;
  clear(): void | Promise<void>;
}

/** How a transaction ends. */
export interface Ending {
  /** Makes the changes the new generation; if it fails, it has forgotten them. */
  readonly commit: (options: CommitOptions) => Promise<void>;
  /** Forgets the changes. */
  readonly rollback: () => void | Promise<void>;
}

/** What holds for the transactions of every store: one operation runs after the other, and none after the end. */
export class SerialTransaction implements StoreTransaction {
  readonly #changes: Changes;
  readonly #ending: Ending;
  #isOpen = true;
  #turn: Promise<void> = Promise.resolve();
  #committing: Promise<void> | undefined;

  constructor(changes: Changes, ending: Ending) {
    this.#changes = changes;
    this.#ending = ending;
  }

  put(document: DocumentInput): Promise<void> {
    return this.#inTurn(() => this.#changes.put(document, new Date(), () => this.#assertOpen()));
  }

  touch(id: string, { bytes, modifiedMs }: Pick<FileState, "bytes" | "modifiedMs">): Promise<void> {
    return this.#inTurn(() => this.#changes.touch(id, { bytes, modifiedMs }));
  }

  move(
    id: string,
    { path, bytes, modifiedMs }: Pick<FileState, "path" | "bytes" | "modifiedMs">,
  ): Promise<void> {
    return this.#inTurn(() => this.#changes.move(id, { path, bytes, modifiedMs }));
  }

  fail(failure: Omit<FileFailure, "failedAt">): Promise<void> {
    return this.#inTurn(() => this.#changes.fail(failure, new Date()));
  }

  forgetFailure(path: string): Promise<void> {
    return this.#inTurn(() => this.#changes.forgetFailure(path));
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(() => this.#changes.remove(id));
  }

  clear(): Promise<void> {
    return this.#inTurn(() => this.#changes.clear());
  }

  async commit(options: CommitOptions = {}): Promise<void> {
    const committing = this.#inTurn(() => {
      this.#isOpen = false;
      return this.#ending.commit(options);
    });
    this.#committing ??= committing;
    await committing;
  }

  async rollback(): Promise<void> {
    // A commit that has begun can't be rolled back. Whether it fails is told to its caller.
    await this.#committing?.catch(() => undefined);
    if (this.#isOpen) {
      this.#isOpen = false;
      await this.#ending.rollback();
    }
  }

  /** Runs one operation after the other: what is done while a document is put would be rolled back with it. */
  #inTurn(work: () => void | Promise<void>): Promise<void> {
    const done = this.#turn.then(() => {
      this.#assertOpen();
      return work();
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #assertOpen(): void {
    if (!this.#isOpen) {
      throw new Error("This transaction is over: begin a new one.");
    }
  }
}
