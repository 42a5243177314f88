import type { DocumentSummary, StoredDocument } from "../../../core/document.js";
import type { FileFailure, FileState, ListQuery, Page } from "../../../core/ports/store/catalogue.js";
import { pageOf } from "../../page.js";
import {
  type ContentRow,
  encodeKey,
  type SummaryRow,
  toFileState,
  toSummary,
  unsealDocumentContent,
  unsealFailure,
} from "../../rows/document-codec.js";
import { byteaArray } from "../connection/columns.js";
import type { Session } from "../connection/session.js";
import type { PathOrder } from "./path-order.js";
import { readState } from "./state.js";

/** A condition on documents: that they have one of the ids in the first parameter, an array as `encodeKey` makes them. */
export const BY_ID = "sha256(id) IN (SELECT sha256(wanted) FROM unnest($1::bytea[]) AS wanted)";

/** Whether all documents with these ids are there. */
export async function hasDocuments(session: Session, ids: Iterable<string>): Promise<boolean> {
  const wanted = new Set(ids);
  const row = await session.first<{ count: number }>(
    `SELECT count(*) AS count FROM documents WHERE ${BY_ID}`,
    [byteaArray([...wanted].map(encodeKey))],
  );
  return row?.count === wanted.size;
}

/** Sorted by path. @param order knows the pages @throws FootnoteError `index_damaged` */
export async function readSummaries(
  session: Session,
  order: PathOrder,
  query: ListQuery = {},
): Promise<DocumentSummary[]> {
  const isPage = query.ids === undefined && query.limit !== undefined;
  const rows = isPage ? await readPage(session, order, query) : await readRows(session, query);
  return pageOf(rows.map(toSummary), query);
}

/** Sorted by path. @throws FootnoteError `index_damaged` */
export async function readFiles(session: Session, query: ListQuery = {}): Promise<FileState[]> {
  return pageOf((await readRows(session, query)).map(toFileState), query);
}

/** @throws FootnoteError `index_damaged` */
export async function readDocument(session: Session, id: string): Promise<StoredDocument | undefined> {
  const row = await session.first<SummaryRow & ContentRow>(
    "SELECT key, file, about, structure, text FROM documents WHERE sha256(id) = sha256($1)",
    [Buffer.from(encodeKey(id))],
  );
  return row && { ...toSummary(row), ...unsealDocumentContent(row.key, row) };
}

/** Sorted by path. @throws FootnoteError `index_damaged` */
export async function readFailures(session: Session, page: Page = {}): Promise<FileFailure[]> {
  const rows = await session.rows<{ about: ArrayBuffer }>("SELECT about FROM failures");
  return pageOf(
    rows.map(({ about }) => unsealFailure(about)),
    page,
  );
}

async function readPage(session: Session, order: PathOrder, page: Page): Promise<SummaryRow[]> {
  const keys = await order.keys(session, await readState(session), page);
  return session.rows<SummaryRow>("SELECT key, file, about FROM documents WHERE key = ANY($1)", [keys]);
}

async function readRows(session: Session, { ids }: ListQuery): Promise<SummaryRow[]> {
  const columns = "SELECT key, file, about FROM documents";
  return ids === undefined
    ? session.rows<SummaryRow>(columns)
    : session.rows<SummaryRow>(`${columns} WHERE ${BY_ID}`, [byteaArray([...ids].map(encodeKey))]);
}
