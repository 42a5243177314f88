import {
  type DocumentFile,
  decodeKey,
  encodeKey,
  type SummaryRow,
  sealFile,
  unsealFile,
} from "../../rows/document-codec.js";
import { byteaArray } from "../connection/columns.js";
import type { Session } from "../connection/session.js";
import { BY_ID } from "../read/documents.js";
import { RowBuffer } from "./row-buffer.js";
import type { Tally } from "./tally.js";

/** About how much a change takes that isn't a document. */
const CHANGE_BYTES = 500;

type FileRow = Pick<SummaryRow, "key" | "file"> & { readonly id: ArrayBuffer };

/** Changes that aren't written yet: those of many documents are written in a few round trips. */
export class PendingChanges {
  readonly #rows: RowBuffer;
  /** The ids of the documents that the rows are of. */
  readonly #put = new Set<string>();
  /** The ids of documents to remove, before anything else is written. */
  readonly #removed = new Set<string>();
  /** What changes of the files of documents that are written, by id. */
  readonly #files = new Map<string, Partial<DocumentFile>>();
  /** What failures' rows say, by path; null for one that is forgotten. */
  readonly #failures = new Map<string, Uint8Array | null>();

  /** @param vectorType the object id of pgvector's type `vector` */
  constructor(vectorType: number) {
    this.#rows = new RowBuffer(vectorType);
  }

  /** About how much it holds. */
  get bytes(): number {
    return this.#rows.bytes + CHANGE_BYTES * (this.#removed.size + this.#files.size + this.#failures.size);
  }

  /** Whether it holds a document of this id, which must be written before the id is given to another method. */
  holds(id: string): boolean {
    return this.#put.has(id);
  }

  /** Adds all rows of a document, which replaces a written one with its id. */
  put(id: string, rows: RowBuffer): void {
    this.#removed.add(id);
    this.#put.add(id);
    this.#rows.append(rows);
  }

  remove(id: string): void {
    this.#removed.add(id);
  }

  updateFile(id: string, change: Partial<DocumentFile>): void {
    this.#files.set(id, { ...this.#files.get(id), ...change });
  }

  /** @param about null forgets it */
  setFailure(path: string, about: Uint8Array | null): void {
    this.#failures.set(path, about);
  }

  /** Forgets all that it holds. */
  clear(): void {
    this.#rows.clear();
    this.#put.clear();
    this.#removed.clear();
    this.#files.clear();
    this.#failures.clear();
  }

  /** Writes all that it holds. @param tally of which removed documents are taken away */
  async flush(session: Session, tally: Tally): Promise<void> {
    await removeDocuments(session, this.#removed, tally);
    await updateFiles(session, this.#files);
    await writeFailures(session, this.#failures);
    await this.#rows.flush(session);
    this.clear();
  }
}

/** Unknown ids are ignored. @param tally of which they are taken away */
export async function removeDocuments(
  session: Session,
  ids: ReadonlySet<string>,
  tally: Tally,
): Promise<void> {
  const keys = ids.size === 0 ? [] : (await findDocuments(session, ids)).map(({ key }) => key);
  if (keys.length === 0) {
    return;
  }
  const gone = await session.rows<{ language: string; paragraphs: number; passages: number }>(
    `SELECT language, count(*) AS paragraphs, sum(passages)::bigint AS passages
     FROM paragraphs WHERE document = ANY($1) GROUP BY language`,
    [keys],
  );
  for (const { language, paragraphs, passages } of gone) {
    tally.add(language, { paragraphs: -paragraphs, passages: -passages });
  }
  tally.addDocuments(-keys.length);
  // All at once, rather than one by one when their paragraphs go.
  await session.run("DELETE FROM passages WHERE document = ANY($1)", [keys]);
  await session.run("DELETE FROM documents WHERE key = ANY($1)", [keys]);
}

function findDocuments(session: Session, ids: ReadonlySet<string>): Promise<FileRow[]> {
  return session.rows<FileRow>(`SELECT key, id, file FROM documents WHERE ${BY_ID}`, [
    byteaArray(Array.from(ids, encodeKey)),
  ]);
}

/** Unknown ids are ignored. */
async function updateFiles(
  session: Session,
  changes: ReadonlyMap<string, Partial<DocumentFile>>,
): Promise<void> {
  if (changes.size === 0) {
    return;
  }
  const rows = await findDocuments(session, new Set(changes.keys()));
  const files = rows.map((row) =>
    sealFile(row.key, { ...unsealFile(row), ...changes.get(decodeKey(row.id)) }),
  );
  await session.run(
    `UPDATE documents SET file = changed.file
     FROM unnest($1::bigint[], $2::bytea[]) AS changed (key, file) WHERE documents.key = changed.key`,
    [rows.map(({ key }) => key), byteaArray(files)],
  );
}

async function writeFailures(
  session: Session,
  changes: ReadonlyMap<string, Uint8Array | null>,
): Promise<void> {
  if (changes.size === 0) {
    return;
  }
  await session.run(
    "DELETE FROM failures WHERE sha256(path) IN (SELECT sha256(changed) FROM unnest($1::bytea[]) AS changed)",
    [byteaArray(Array.from(changes.keys(), encodeKey))],
  );
  const failures = [...changes].flatMap(([path, about]) => (about === null ? [] : [{ path, about }]));
  if (failures.length > 0) {
    await session.run("INSERT INTO failures (path, about) SELECT * FROM unnest($1::bytea[], $2::bytea[])", [
      byteaArray(failures.map(({ path }) => encodeKey(path))),
      byteaArray(failures.map(({ about }) => about)),
    ]);
  }
}
