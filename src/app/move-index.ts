import { throwIfAborted } from "../core/abort.js";
import { type IndexOrigin, isCompatible } from "../core/analysis.js";
import { FootnoteError } from "../core/errors.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";
import type { DocumentInput, ParagraphInput, StoreTransaction } from "../core/ports/store/writing.js";
import type { Store } from "../core/ports/store.js";
import { beginWhenFree } from "../ingest/write-session.js";
import { compareIndexes, type IndexDifference, isEmpty } from "./index-difference.js";

/** After so many passages a commit on the way keeps what was moved: some seconds' work. */
const COMMIT_PASSAGES = 5000;

/** How far a move is. */
export interface MoveProgress {
  /** Documents that the target holds as the source does. */
  readonly done: number;
  readonly total: number;
}

/** How to move an index. */
export interface MoveOptions {
  readonly onProgress?: ((progress: MoveProgress) => void) | undefined;
  /** Called if another process is writing to the target and has to be waited for. */
  readonly onWait?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** After how many passages a commit is made on the way. */
  readonly commitPassages?: number;
}

/** What a move has done to the target. */
export interface MoveReport {
  /** What the target holds now. */
  readonly generation: number;
  readonly documents: number;
  readonly passages: number;
  /** How many documents were written. */
  readonly written: number;
  /** How many were there already. */
  readonly unchanged: number;
  /** How many the source doesn't hold, so that they were removed. */
  readonly removed: number;
}

/**
 * Makes one index hold what another one holds, without embedding anything. As in an ingest, additions are committed on
 * the way, so that a move that was aborted goes on from there; changes and removals go together in the last commit. A
 * source that changes meanwhile is followed.
 * @throws FootnoteError `fingerprint_mismatch` if the target holds documents made with another embedding model or by
 *   other rules, before anything is changed; `index_empty` if the source was never written; `aborted`; as stores do
 */
export async function moveIndex(
  source: Store,
  target: Store,
  options: MoveOptions = {},
): Promise<MoveReport> {
  const origin = await originOf(source);
  checkTarget(await target.info(), origin);
  const move = new Move(source, target, origin, options);
  while (!(await move.step())) {
    throwIfAborted(options.signal);
  }
  const { generation, documents, passages } = await target.info();
  return { generation, documents, passages, ...move.report };
}

/** @throws FootnoteError `index_empty`, `index_damaged` if an older Footnote didn't record it */
export async function originOf(source: Store): Promise<IndexOrigin> {
  const { fingerprint, analysis } = await source.info();
  if (fingerprint === null) {
    throw new FootnoteError("index_empty", "There is no index yet. Run `footnote ingest` to make one.");
  }
  if (analysis === null) {
    throw new FootnoteError(
      "index_damaged",
      "The index was made by an older Footnote, which didn't record its rules. Run `footnote ingest` first.",
    );
  }
  return { fingerprint, analysis };
}

/** `begin` would start from an empty index. */
function checkTarget({ documents, fingerprint, analysis }: IndexInfo, origin: IndexOrigin): void {
  if (documents > 0 && !isCompatible({ fingerprint, analysis }, origin)) {
    throw new FootnoteError(
      "fingerprint_mismatch",
      `The index in the store was made with the embedding model ${JSON.stringify(fingerprint?.model)} or by rules of analysis that aren't those of what is moved (${JSON.stringify(origin.fingerprint.model)}). Bring both up to date with the same settings by \`footnote ingest\`, or name an empty place (INDEX_DIR, STORE_SCHEMA). Nothing was changed.`,
    );
  }
}

class Move {
  readonly #source: Store;
  readonly #target: Store;
  readonly #origin: IndexOrigin;
  readonly #options: MoveOptions;
  readonly #commitPassages: number;
  #written = 0;
  #unchanged: number | undefined;
  #removed = 0;

  constructor(source: Store, target: Store, origin: IndexOrigin, options: MoveOptions) {
    this.#source = source;
    this.#target = target;
    this.#origin = origin;
    this.#options = options;
    this.#commitPassages = options.commitPassages ?? COMMIT_PASSAGES;
  }

  get report(): Pick<MoveReport, "written" | "unchanged" | "removed"> {
    return { written: this.#written, unchanged: this.#unchanged ?? 0, removed: this.#removed };
  }

  /** One transaction. @returns whether the target holds all that the source does */
  async step(): Promise<boolean> {
    const { signal, onWait } = this.#options;
    const transaction = await beginWhenFree({ store: this.#target, origin: this.#origin, signal, onWait });
    try {
      const before = await this.#target.info();
      // Another ingest may have come in between.
      checkTarget(before, this.#origin);
      const { generation, isPartial } = await this.#source.info();
      const difference = await compareIndexes(this.#source, this.#target);
      this.#unchanged ??= difference.unchanged;
      if (before.generation > 0 && before.isPartial === isPartial && isEmpty(difference)) {
        await transaction.rollback();
        return true;
      }
      if (!(await this.#add(transaction, difference))) {
        await this.#checkSource();
        await transaction.commit({ isPartial: before.isPartial || before.documents === 0 });
        return false;
      }
      await this.#change(transaction, difference);
      await this.#checkSource();
      await transaction.commit({ isPartial });
      return (await this.#source.info()).generation === generation;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /** @returns false if a commit is due before all are added */
  async #add(
    transaction: StoreTransaction,
    { added, changed, unchanged }: IndexDifference,
  ): Promise<boolean> {
    const total = unchanged + added.length + changed.length;
    let passages = 0;
    for (const [i, { id }] of added.entries()) {
      if (passages >= this.#commitPassages) {
        return false;
      }
      passages += await this.#put(transaction, id);
      this.#options.onProgress?.({ done: unchanged + i + 1, total });
    }
    return true;
  }

  async #change(transaction: StoreTransaction, difference: IndexDifference): Promise<void> {
    const { added, changed, unchanged, removed, failed, forgotten } = difference;
    for (const id of removed) {
      await transaction.remove(id);
    }
    this.#removed += removed.length;
    const done = unchanged + added.length;
    for (const [i, { id }] of changed.entries()) {
      await this.#put(transaction, id);
      this.#options.onProgress?.({ done: done + i + 1, total: done + changed.length });
    }
    for (const path of forgotten) {
      await transaction.forgetFailure(path);
    }
    for (const failure of failed) {
      await transaction.fail(failure);
    }
  }

  /** @returns how many passages the document has; 0 if it was changed meanwhile, so that the next step moves it */
  async #put(transaction: StoreTransaction, id: string): Promise<number> {
    throwIfAborted(this.#options.signal);
    const document = await this.#source.documentInput(id);
    if (document === undefined) {
      return 0;
    }
    let passages = 0;
    const paragraphs = visited(document.paragraphs, (paragraph) => {
      throwIfAborted(this.#options.signal);
      passages += paragraph.passages.length;
    });
    try {
      await transaction.put({ ...document, paragraphs });
    } catch (error) {
      if (FootnoteError.is(error) && error.code === "document_not_found") {
        return 0;
      }
      throw error;
    }
    this.#written++;
    return passages;
  }

  /** What was read must be of the origin that the transaction is of. */
  async #checkSource(): Promise<void> {
    if (!isCompatible(await originOf(this.#source), this.#origin)) {
      throw new FootnoteError(
        "fingerprint_mismatch",
        "The index was made anew, with another embedding model or by other rules, while it was moved. Start again.",
      );
    }
  }
}

async function* visited(
  paragraphs: DocumentInput["paragraphs"],
  visit: (paragraph: ParagraphInput) => void,
): AsyncGenerator<ParagraphInput, void> {
  for await (const paragraph of paragraphs) {
    visit(paragraph);
    yield paragraph;
  }
}
