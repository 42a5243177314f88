import type { DocumentsOverview, ListedDocument } from "../transport/documents-client.js";

/** One line of the list: a file of the documents folder. */
export interface DocumentRow {
  readonly path: string;
  /** The document's title, or the file's name where there is no document. */
  readonly title: string;
  readonly state: "ready" | "failed" | "indexing";
  /** Why it can't be read, in English; empty if it can. */
  readonly reason: string;
  /** Null for a file that never could be read, or is being read for the first time. */
  readonly document: ListedDocument | null;
  /** ISO 8601: when it was read, or failed to be; empty if it is being read for the first time. */
  readonly date: string;
}

/** What the list can be sorted by. */
export const SORT_COLUMNS = ["title", "state", "format", "passages", "language", "size", "date"] as const;

/** An order of the list. */
export interface Sorting {
  readonly column: (typeof SORT_COLUMNS)[number];
  readonly descending: boolean;
}

/** Each file once: what is there, what failed, and the one that is being read. */
export function rowsOf({ documents, failed, sync }: DocumentsOverview): readonly DocumentRow[] {
  const rows = new Map<string, DocumentRow>();
  for (const document of documents) {
    const { path, title, ingestedAt } = document;
    rows.set(path, { path, title, state: "ready", reason: "", document, date: ingestedAt });
  }
  for (const { path, reason, failedAt } of failed) {
    const row = rows.get(path) ?? withoutDocument(path);
    rows.set(path, { ...row, state: "failed", reason, date: failedAt });
  }
  const current = sync.running ? sync.progress?.path : undefined;
  if (current !== undefined && current !== "") {
    rows.set(current, { ...(rows.get(current) ?? withoutDocument(current)), state: "indexing" });
  }
  return [...rows.values()];
}

function withoutDocument(path: string): DocumentRow {
  const title = path.slice(path.lastIndexOf("/") + 1);
  return { path, title, state: "indexing", reason: "", document: null, date: "" };
}

/** Whether a file can't be read, or something is to be known of how it was. */
export function isNotWhole({ state, document }: DocumentRow): boolean {
  return state === "failed" || (document?.notices.length ?? 0) > 0;
}

/**
 * The rows that hold every word of a filter in their title or path, whatever the case and the accents.
 * @param onlyNotWhole leaves out what was read without a notice
 */
export function filterRows(
  rows: readonly DocumentRow[],
  filter: string,
  onlyNotWhole: boolean,
): readonly DocumentRow[] {
  const words = fold(filter)
    .split(/\s+/)
    .filter((word) => word !== "");
  return rows.filter((row) => {
    if (onlyNotWhole && !isNotWhole(row)) {
      return false;
    }
    const text = fold(`${row.title} ${row.path}`);
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The rows in order; rows without a value in the column come last either way.
 * @param languageName gives the name a language is sorted by
 */
export function sortRows(
  rows: readonly DocumentRow[],
  { column, descending }: Sorting,
  locale: string,
  languageName: (code: string) => string,
): readonly DocumentRow[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const keyed = rows.map((row) => ({ row, key: keyOf(row, column, languageName) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) {
      return Number(a.key === null) - Number(b.key === null);
    }
    const order = compare(a.key, b.key, collator);
    return (descending ? -order : order) || collator.compare(a.row.path, b.row.path);
  });
  return keyed.map(({ row }) => row);
}

const STATE_ORDER = { indexing: 0, failed: 1, ready: 2 } as const;

function keyOf(
  { title, state, document, date }: DocumentRow,
  column: Sorting["column"],
  languageName: (code: string) => string,
): string | number | null {
  switch (column) {
    case "title":
      return title;
    case "state":
      return STATE_ORDER[state];
    case "date":
      return date === "" ? null : date;
    case "format":
      return document?.format ?? null;
    case "passages":
      return document?.passages ?? null;
    case "language":
      return document === null ? null : languageName(document.language);
    case "size":
      return document?.bytes ?? null;
  }
}

function compare(a: string | number, b: string | number, collator: Intl.Collator): number {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}
