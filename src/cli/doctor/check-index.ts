import { isDeepStrictEqual } from "node:util";
import type { Config } from "../../config/config.js";
import { FootnoteError } from "../../core/errors.js";
import type { Fingerprint } from "../../core/ports/embedder.js";
import type { FileState, Store } from "../../core/ports/store.js";
import { isSupported } from "../../documents/find-loader.js";
import { isUntouched, scan } from "../../ingest/scan.js";
import { openStore } from "../../store/open-store.js";
import { plural } from "../output/plural.js";
import { type Check, failed } from "./check.js";

const name = "index";
const mend = "Run footnote ingest.";
const notBuilt: Check = { name, status: "warn", message: "Not built yet.", mend };

/**
 * What state the index is in, and whether it fits the documents and the embedder. Nothing is written.
 * @param fingerprint of the embedder, if it loads
 */
export async function checkIndex(config: Config, fingerprint: Fingerprint | undefined): Promise<Check> {
  try {
    const store = await openStore({ store: config.store, indexDir: config.indexDir, readOnly: true });
    try {
      return await judge(store, config, fingerprint);
    } finally {
      await store.close();
    }
  } catch (error) {
    return FootnoteError.is(error) && error.code === "index_empty" ? notBuilt : failed(name, error);
  }
}

async function judge(store: Store, config: Config, fingerprint: Fingerprint | undefined): Promise<Check> {
  const info = await store.info();
  if (info.generation === 0) {
    return notBuilt;
  }
  const state = `Generation ${info.generation}: ${plural(info.documents, "document")}, ${plural(info.passages, "passage")}.`;
  const faults = [
    ...info.repairs,
    ...(fingerprint !== undefined &&
    info.fingerprint !== null &&
    !isDeepStrictEqual(info.fingerprint, fingerprint)
      ? [`Made with another embedding model, ${info.fingerprint.model}.`]
      : []),
    ...(await outOfDate(config.documentsDir, await store.files())),
  ];
  return faults.length === 0
    ? { name, status: "ok", message: state }
    : { name, status: "warn", message: [state, ...faults].join(" "), mend };
}

async function outOfDate(folder: string, indexed: readonly FileState[]): Promise<string[]> {
  const found = await scan(folder).catch(() => undefined);
  if (found === undefined) {
    return [];
  }
  const files = found.files.filter(isSupported);
  const known = new Map(indexed.map((file) => [file.path, file]));
  const changed = files.filter((file) => !isUntouched(file, known.get(file.path))).length;
  const present = new Set(files.map(({ path }) => path));
  const removed = indexed.filter(({ path }) => !present.has(path)).length;
  return changed + removed === 0
    ? []
    : [`Out of date: ${plural(changed, "document")} new or changed, ${removed} removed.`];
}
