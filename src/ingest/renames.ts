import { posix } from "node:path";
import { isSameLoader, type LoaderVersion } from "../core/analysis.js";
import type { DocumentSummary } from "../core/document.js";
import type { FileState } from "../core/ports/store/catalogue.js";
import type { ScannedFile } from "./scan.js";

/** Documents whose files are gone: a new file with the content of one is that file under another name. */
export class Renames {
  readonly #gone: Set<FileState>;
  readonly #summaries: ReadonlyMap<string, DocumentSummary>;

  /** @param documents what the index holds */
  constructor(gone: readonly FileState[], documents: readonly DocumentSummary[]) {
    this.#gone = new Set(gone);
    this.#summaries = new Map(documents.map((document) => [document.id, document]));
  }

  /** The documents that no new file has claimed. */
  get unclaimed(): readonly FileState[] {
    return [...this.#gone];
  }

  /**
   * The document that a new file most likely is: of its size and base name. What a loader makes of a file
   * doesn't depend on its folder, so if the content is the same, too, it needn't be loaded.
   */
  guess({ path, bytes }: ScannedFile): FileState | undefined {
    const name = posix.basename(path);
    return [...this.#gone].find((state) => state.bytes === bytes && posix.basename(state.path) === name);
  }

  /** Takes the document with this content, if there is one. */
  take(contentHash: string): FileState | undefined {
    const found = [...this.#gone].find((state) => state.contentHash === contentHash);
    if (found !== undefined) {
      this.#gone.delete(found);
    }
    return found;
  }

  /** Whether the index holds a document as it would be made now. */
  isSame(
    { id, loader }: FileState,
    now: { readonly title: string; readonly format: string; readonly loader: LoaderVersion },
  ): boolean {
    const summary = this.#summaries.get(id);
    return summary?.title === now.title && summary.format === now.format && isSameLoader(loader, now.loader);
  }
}
