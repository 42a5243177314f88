import type { DocumentSummary, Heading, Mark, StoredDocument } from "../../core/document.js";
import {
  asAmount,
  asArray,
  asBoolean,
  asCount,
  asObject,
  asOptional,
  asString,
  MalformedValue,
} from "./json.js";
import { requestJson } from "./request.js";

/** One document of the list. */
export type ListedDocument = Pick<
  DocumentSummary,
  "id" | "path" | "title" | "format" | "language" | "bytes" | "pages" | "passages" | "notices" | "ingestedAt"
>;

/** A file that isn't a document. */
export interface ListedFile {
  readonly path: string;
  /** In English, for a person. */
  readonly reason: string;
}

/** A file that couldn't be read. */
export interface FailedFile extends ListedFile {
  /** ISO 8601. */
  readonly failedAt: string;
}

/** How far the server is with bringing its index up to date. */
export interface SyncState {
  readonly running: boolean;
  readonly progress: { readonly done: number; readonly total: number; readonly path: string } | null;
  /** ISO 8601; null before the first sync has ended. */
  readonly finishedAt: string | null;
  /** Why the last sync failed, in English. */
  readonly lastError: string | null;
  readonly skipped: readonly ListedFile[];
}

/** Every file of the documents folder, and what is being done about it. */
export interface DocumentsOverview {
  readonly documents: readonly ListedDocument[];
  readonly failed: readonly FailedFile[];
  readonly sync: SyncState;
}

/** A document as the viewer shows it. */
export type ReadDocument = Pick<
  StoredDocument,
  "id" | "path" | "title" | "language" | "characters" | "text" | "headings" | "marks"
>;

/** Lists the documents and the files that aren't documents. @throws RequestFailed */
export async function listDocuments(): Promise<DocumentsOverview> {
  return requestJson("api/documents", decodeOverview);
}

/** One document with its text. @throws RequestFailed, with code `document_not_found` for an unknown id */
export async function readDocument(id: string): Promise<ReadDocument> {
  return requestJson(`api/documents/${encodeURIComponent(id)}`, decodeDocument);
}

function decodeOverview(value: unknown): DocumentsOverview {
  const overview = asObject(value);
  const sync = asObject(overview["sync"]);
  return {
    documents: asArray(overview["documents"], decodeListed),
    failed: asArray(overview["failed"], (file) => ({
      ...decodeFile(file),
      failedAt: asString(asObject(file)["failedAt"]),
    })),
    sync: {
      running: asBoolean(sync["running"]),
      progress: asOptional(sync["progress"], decodeProgress),
      finishedAt: asOptional(sync["finishedAt"], asString),
      lastError: asOptional(sync["lastError"], asString),
      skipped: asArray(sync["skipped"], decodeFile),
    },
  };
}

function decodeListed(value: unknown): ListedDocument {
  const document = asObject(value);
  return {
    id: asString(document["id"]),
    path: asString(document["path"]),
    title: asString(document["title"]),
    format: asString(document["format"]),
    language: asString(document["language"]),
    bytes: asCount(document["bytes"]),
    pages: asOptional(document["pages"], asCount),
    passages: asCount(document["passages"]),
    notices: asArray(document["notices"], asString),
    ingestedAt: asString(document["ingestedAt"]),
  };
}

function decodeFile(value: unknown): ListedFile {
  const file = asObject(value);
  return { path: asString(file["path"]), reason: asString(file["reason"]) };
}

function decodeProgress(value: unknown): SyncState["progress"] {
  const progress = asObject(value);
  return {
    done: asCount(progress["done"]),
    total: asCount(progress["total"]),
    path: asString(progress["path"]),
  };
}

function decodeDocument(value: unknown): ReadDocument {
  const document = asObject(value);
  return {
    id: asString(document["id"]),
    path: asString(document["path"]),
    title: asString(document["title"]),
    language: asString(document["language"]),
    characters: asCount(document["characters"]),
    text: asString(document["text"]),
    headings: asArray(document["headings"], decodeHeading),
    marks: asArray(document["marks"], decodeMark),
  };
}

function decodeHeading(value: unknown): Heading {
  const heading = asObject(value);
  return {
    level: asCount(heading["level"]),
    text: asString(heading["text"]),
    start: asCount(heading["start"]),
    end: asCount(heading["end"]),
  };
}

function decodeMark(value: unknown): Mark {
  const mark = asObject(value);
  const kind = asString(mark["kind"]);
  if (kind !== "page" && kind !== "slide" && kind !== "row" && kind !== "time") {
    throw new MalformedValue("not a kind of mark");
  }
  return { start: asCount(mark["start"]), kind, value: asAmount(mark["value"]) };
}
