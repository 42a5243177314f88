import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../../core/errors.js";
import type { VectorIndex } from "../../core/ports/store/driver.js";
import { empty } from "../errors.js";
import { checkSchema, createSchema, isBlank } from "./database/schema.js";
import { Connection } from "./database/sqlite.js";
import { DATABASE } from "./folder/index-files.js";
import { LocalStore } from "./local-store.js";

/** Where a local index is and how it is used. */
export interface LocalStoreLocation {
  /** Created if it doesn't exist, unless the index is only to be read. */
  readonly indexDir: string;
  /** Nothing is written, not even a repair, and `begin` fails. */
  readonly readOnly?: boolean;
  /** How the dense leg searches; by default with a graph. */
  readonly vectorIndex?: VectorIndex | undefined;
}

/**
 * Opens the index in a folder, checks it, and makes good what can be made good without the documents.
 * @throws FootnoteError `index_damaged`, `index_too_new`, `index_busy`, `index_empty` if it is only to be read
 *   and was never written, `invalid_configuration` if the folder can't be used
 */
export async function openLocalStore({
  indexDir,
  readOnly = false,
  vectorIndex = "hnsw",
}: LocalStoreLocation): Promise<LocalStore> {
  const folder = path.resolve(indexDir);
  if (readOnly && !existsSync(path.join(folder, DATABASE))) {
    throw empty();
  }
  const connections: Connection[] = [];
  try {
    const reader = await connect(folder);
    connections.push(reader);
    prepare(reader, readOnly);
    const loader = await connect(folder);
    connections.push(loader);
    loader.exec("PRAGMA query_only = ON");
    const writer = readOnly ? null : await connect(folder);
    if (writer !== null) {
      connections.push(writer);
    }
    return await LocalStore.open({ folder, reader, loader, writer, vectorIndex });
  } catch (error) {
    for (const connection of connections) {
      connection.close();
    }
    throw error;
  }
}

function prepare(reader: Connection, readOnly: boolean): void {
  if (isBlank(reader)) {
    if (readOnly) {
      throw empty();
    }
    createSchema(reader);
  }
  checkSchema(reader);
  reader.exec("PRAGMA query_only = ON");
}

async function connect(folder: string): Promise<Connection> {
  try {
    await mkdir(folder, { recursive: true });
    return new Connection(path.join(folder, DATABASE));
  } catch (cause) {
    if (FootnoteError.is(cause)) {
      throw cause;
    }
    throw new FootnoteError(
      "invalid_configuration",
      `The index folder ${folder} can't be used: it must be a folder that may be written to. Set INDEX_DIR or --index to another one.`,
      { cause },
    );
  }
}
