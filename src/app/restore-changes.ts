import path from "node:path";
import { type Placement, placeDocuments } from "../backup/document-files.js";
import type { Config } from "../config/config.js";
import { FootnoteError } from "../core/errors.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import { ATTACHMENTS, backUpToFile } from "./back-up.js";
import { replaceAttachment, type Unpacked } from "./unpack-backup.js";
import type { OnNotice } from "./workspace.js";

/** How to restore. */
export interface RestoreCall {
  /** Footnote's version. */
  readonly version: string;
  /** Whether documents that are in the backup go into the documents folder. */
  readonly withDocuments: boolean;
  /** Whether the index that is replaced is backed up first. */
  readonly keepEarlier: boolean;
  readonly onNotice: OnNotice;
  readonly signal?: AbortSignal | undefined;
}

/** What a restore has changed beside the index. */
export interface ChangesReport {
  /** The backup of what the index held before; null if it held nothing, or that wasn't wanted. */
  readonly earlier: string | null;
  /** How many documents were put into the documents folder. */
  readonly documentFiles: number;
  /** Where the documents are that were in their places; null if there were none. */
  readonly replacedDocuments: string | null;
}

/** What changes beside the index, in the moment before its commit. */
export class RestoreChanges {
  readonly #config: Config;
  readonly #driver: StoreDriver;
  readonly #unpacked: Unpacked;
  readonly #call: RestoreCall;
  readonly #earlierTexts: { readonly name: string; readonly text: string }[] = [];
  #earlier: string | null = null;
  #placement: Placement | undefined;

  constructor(config: Config, driver: StoreDriver, unpacked: Unpacked, call: RestoreCall) {
    this.#config = config;
    this.#driver = driver;
    this.#unpacked = unpacked;
    this.#call = call;
  }

  get report(): ChangesReport {
    return {
      earlier: this.#earlier,
      documentFiles: this.#placement?.placed ?? 0,
      replacedDocuments: this.#placement?.replacedIn ?? null,
    };
  }

  async make(): Promise<void> {
    const { version, keepEarlier, withDocuments, signal } = this.#call;
    const { folder, manifest } = this.#unpacked;
    if (keepEarlier) {
      this.#earlier = await keep(this.#config, version, signal);
    }
    if (withDocuments) {
      this.#placement = await placeDocuments(manifest.files, folder, this.#config.documentsDir);
    }
    for (const name of ATTACHMENTS) {
      const text = await replaceAttachment(this.#unpacked, this.#driver, name, this.#call.onNotice);
      if (text !== undefined) {
        this.#earlierTexts.push({ name, text });
      }
    }
  }

  async undo(): Promise<void> {
    await this.#placement?.undo();
    for (const { name, text } of this.#earlierTexts) {
      await this.#driver.attachment(name).write(text);
    }
  }
}

/** @returns the backup of the index as it is, or null if it was never written */
async function keep(
  config: Config,
  version: string,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const file = path.join(config.indexDir, `replaced-${stamp}.zip`);
  try {
    await backUpToFile(config, file, { version, withDocuments: false, signal });
    return file;
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "index_empty") {
      return null;
    }
    throw error;
  }
}
