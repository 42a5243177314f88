import type { LoaderVersion } from "../../core/analysis.js";
import type { DocumentSummary, Heading, Mark, StoredDocument } from "../../core/document.js";
import type { FileFailure, FileState } from "../../core/ports/store/catalogue.js";
import type { DocumentInput } from "../../core/ports/store/writing.js";
import { decodeText, encodeText, seal, sealJson, unseal, unsealJson } from "./seal.js";

/** What a document's row says of its file, which alone may change. */
export type DocumentFile = Pick<FileState, "path" | "bytes" | "modifiedMs">;

/** What it says besides. */
export type DocumentAbout = Omit<DocumentSummary, "path" | "bytes" | "notices"> & {
  /** Missing if an older Footnote wrote it. */
  readonly loader?: LoaderVersion | null;
  /** Missing if an older Footnote wrote it. */
  readonly notices?: readonly string[];
};

/** What a failure's row says. */
type FailureAbout = Omit<FileFailure, "loader"> & {
  /** Missing if an older Footnote wrote it. */
  readonly loader?: LoaderVersion | null;
};

/** A document's row without what grows with its text. */
export interface SummaryRow {
  readonly key: number;
  readonly file: ArrayBuffer;
  readonly about: ArrayBuffer;
}

/** What of a document's row grows with its text. */
export interface ContentRow {
  readonly structure: ArrayBuffer;
  readonly text: ArrayBuffer;
}

/** What a document's row says that grows with its text; it never changes. */
export type DocumentContent = Pick<StoredDocument, "text" | "headings" | "marks">;

/** A document's row as it is written. */
export interface SealedDocument {
  readonly key: number;
  /** As `encodeKey` makes it. */
  readonly id: Uint8Array;
  readonly file: Uint8Array;
  readonly about: Uint8Array;
  readonly structure: Uint8Array;
  readonly text: Uint8Array;
}

/** A document's row. @param own what the store says of it */
export function sealDocument(
  key: number,
  document: DocumentInput,
  own: Pick<DocumentAbout, "passages" | "ingestedAt">,
): SealedDocument {
  const { id, path, bytes, modifiedMs, text, headings, marks } = document;
  const { title, format, language, contentHash, loader, pages, notices } = document;
  const about: DocumentAbout = {
    id,
    title,
    format,
    language,
    contentHash,
    loader,
    characters: text.length,
    pages,
    notices,
    ...own,
  };
  return {
    key,
    id: encodeKey(id),
    file: sealFile(key, { path, bytes, modifiedMs }),
    about: sealJson([key], about),
    structure: sealJson([key], { headings, marks }),
    text: seal([key], [encodeText(text)]),
  };
}

/** What a document's row says of its file; nothing else that is known of it, such as where it lies on this machine. */
export function sealFile(key: number, { path, bytes, modifiedMs }: DocumentFile): Uint8Array {
  return sealJson([key], { path, bytes, modifiedMs });
}

/** @throws FootnoteError `index_damaged` */
export function unsealFile({ key, file }: Pick<SummaryRow, "key" | "file">): DocumentFile {
  return unsealJson<DocumentFile>(file, [key]);
}

/** @throws FootnoteError `index_damaged` */
export function unsealAbout({ key, about }: Pick<SummaryRow, "key" | "about">): DocumentAbout {
  return unsealJson<DocumentAbout>(about, [key]);
}

/** @throws FootnoteError `index_damaged` */
export function unsealDocumentContent(key: number, row: ContentRow): DocumentContent {
  const { headings, marks } = unsealJson<{ headings: Heading[]; marks: Mark[] }>(row.structure, [key]);
  const [text = new Uint8Array()] = unseal(row.text, [key]);
  return { text: decodeText(text), headings, marks };
}

/** @throws FootnoteError `index_damaged` */
export function toSummary(row: SummaryRow): DocumentSummary {
  const { path, bytes } = unsealFile(row);
  const { loader, notices = [], ...summary } = unsealAbout(row);
  return { ...summary, notices, path, bytes };
}

/** @throws FootnoteError `index_damaged` */
export function toFileState(row: SummaryRow): FileState {
  const { path, bytes, modifiedMs } = unsealFile(row);
  const { id, contentHash, loader = null } = unsealAbout(row);
  return { id, path, bytes, modifiedMs, contentHash, loader };
}

/** A document as it is put. @param paragraphs its own @throws FootnoteError `index_damaged` */
export function toDocumentInput(
  row: SummaryRow & ContentRow,
  paragraphs: DocumentInput["paragraphs"],
): DocumentInput {
  const { title, format, language, pages, notices } = toSummary(row);
  const content = unsealDocumentContent(row.key, row);
  return { ...toFileState(row), title, format, language, pages, notices, ...content, paragraphs };
}

/** What a failure's row says. */
export function sealFailure(failure: Omit<FileFailure, "failedAt">, failedAt: Date): Uint8Array {
  const { path, reason, bytes, modifiedMs, loader } = failure;
  const about: FileFailure = { path, reason, bytes, modifiedMs, loader, failedAt: failedAt.toISOString() };
  return sealJson([], about);
}

/** @throws FootnoteError `index_damaged` */
export function unsealFailure(about: ArrayBuffer): FileFailure {
  const { loader = null, ...failure } = unsealJson<FailureAbout>(about, []);
  return { ...failure, loader };
}

/** A string in the form that rows are found by: distinct for distinct strings, well-formed Unicode or not. */
export function encodeKey(key: string): Uint8Array {
  return Buffer.from(JSON.stringify(key));
}

/** The text behind `encodeKey`'s bytes. */
export function decodeKey(bytes: ArrayBuffer): string {
  return JSON.parse(Buffer.from(bytes).toString());
}
