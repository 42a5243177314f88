import { FootnoteError } from "../../../core/errors.js";
import { damaged } from "../../errors.js";
import { checkCounts, NOTHING } from "../../rows/counts.js";
import { countRows } from "./contents.js";
import { Connection } from "./sqlite.js";
import { readState, writeState } from "./state.js";

/** Goes up with every change that an older Footnote couldn't read. */
export const FORMAT_VERSION = 5;

const PAGE_BYTES = 16_384;

/** Up to so many pages every one is looked at when the index is opened. */
const MAX_CHECKED_PAGES = (8 * 1024 * 1024) / PAGE_BYTES;

/** "FNTE": marks a SQLite file as an index of Footnote. */
const APPLICATION_ID = 0x464e5445;

/**
 * What rows say lies in blobs that `seal` made, whose checksums are verified whenever one is read. No column is
 * of type TEXT: libsql ends the process when it reads a text that isn't UTF-8 any more.
 *
 * Row ids are never used twice (AUTOINCREMENT), and rows other than the state and a document's file never
 * change: a reader that still has an older generation in memory can miss a row, but never reads another one in
 * its place.
 *
 * Large columns come last, so that reading the ones before them doesn't touch their pages.
 */
const TABLES = `
  -- One row: what the last commit made.
  CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    content BLOB NOT NULL
  ) STRICT;

  CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE, -- UTF-8
    file BLOB NOT NULL, -- path, size and time
    about BLOB NOT NULL, -- all that doesn't grow with the text
    structure BLOB NOT NULL, -- headings and marks
    text BLOB NOT NULL
  ) STRICT;

  CREATE TABLE paragraphs (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    language BLOB NOT NULL, -- UTF-8
    passages INTEGER NOT NULL, -- how many
    terms BLOB NOT NULL, -- language and term frequencies
    content BLOB NOT NULL -- extent, text, vector and sentences
  ) STRICT;
  CREATE INDEX paragraphs_by_document ON paragraphs (document, language, passages);

  CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    paragraph INTEGER NOT NULL REFERENCES paragraphs ON DELETE CASCADE,
    about BLOB NOT NULL, -- extent, place and headings
    vector BLOB NOT NULL
  ) STRICT;
  CREATE INDEX passages_by_paragraph ON passages (paragraph);

  -- What both legs look through, in pieces of one language each.
  CREATE TABLE segments (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    language BLOB NOT NULL, -- UTF-8
    passages INTEGER NOT NULL, -- how many, with those that were removed since
    content BLOB NOT NULL, -- passages, postings and lengths
    vectors BLOB NOT NULL -- the passages', at a byte a component
  ) STRICT;

  -- The dictionary behind the term frequencies: each row holds terms with consecutive ids.
  CREATE TABLE terms (
    last_id INTEGER PRIMARY KEY AUTOINCREMENT,
    terms BLOB NOT NULL
  ) STRICT;

  CREATE TABLE failures (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE, -- UTF-8
    about BLOB NOT NULL
  ) STRICT;
`;

/** Whether the file holds nothing at all, as a new file does. */
export function isBlank(connection: Connection): boolean {
  return connection.pragma("user_version") === 0 && describe(connection).length === 0;
}

/** Makes a blank file an index of generation 0; leaves one that another process made meanwhile as it is. */
export function createSchema(connection: Connection): void {
  // Most rows hold a vector of two thousand bytes or several: they would spread over many of the usual pages.
  connection.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  // With a write-ahead log, readers don't wait for a writer. The mode is kept in the file and can't be set in a transaction.
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("BEGIN IMMEDIATE");
  if (isBlank(connection)) {
    connection.exec(TABLES);
    writeState(connection, { generation: 0, fingerprint: null, graph: null, counts: NOTHING });
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.exec(`PRAGMA user_version = ${FORMAT_VERSION}`);
  }
  connection.exec("COMMIT");
}

/**
 * Checks that a file is an index of this format, and that it is whole as far as that shows in a moment: what
 * rows say is verified when they are read.
 * @throws FootnoteError `index_damaged`, `index_too_new`
 */
export function checkSchema(connection: Connection): void {
  if (connection.pragma("application_id") !== APPLICATION_ID) {
    throw damaged("The index's database wasn't made by Footnote.");
  }
  checkVersion(Number(connection.pragma("user_version")));
  if (describe(connection).join() !== expectedSchema().join()) {
    throw damaged("The index's database doesn't have the tables it should have.");
  }
  if (Number(connection.pragma("page_count")) <= MAX_CHECKED_PAGES) {
    checkPages(connection);
  }
  connection.exec("BEGIN");
  try {
    checkCounts(countRows(connection), readState(connection).counts);
  } finally {
    connection.exec("COMMIT");
  }
}

/** Has SQLite look at the structure of every page. @throws FootnoteError `index_damaged` */
function checkPages(connection: Connection): void {
  const finding = connection
    .prepare<{ finding: ArrayBuffer }>(
      "SELECT CAST(quick_check AS BLOB) AS finding FROM pragma_quick_check(1)",
    )
    .first();
  const text = finding === undefined ? "" : Buffer.from(finding.finding).toString();
  if (text !== "ok") {
    throw damaged("The index's database is damaged.", text);
  }
}

function checkVersion(version: number): void {
  if (version > FORMAT_VERSION) {
    throw new FootnoteError(
      "index_too_new",
      `The index has format ${version}, this version of Footnote reads format ${FORMAT_VERSION}. Update Footnote, or use another index folder.`,
    );
  }
  if (version < FORMAT_VERSION) {
    throw damaged(`The index was made by an older Footnote, in a format that this version doesn't read.`);
  }
}

function expectedSchema(): string[] {
  const blueprint = new Connection(":memory:");
  try {
    blueprint.exec(TABLES);
    return describe(blueprint);
  } finally {
    blueprint.close();
  }
}

/** One line per column, read as bytes, for they may be damaged. */
function describe(connection: Connection): string[] {
  return connection
    .prepare<{ column: ArrayBuffer }>(
      `SELECT CAST(format('%s.%s %s %d %d', m.name, c.name, c.type, c."notnull", c.pk) AS BLOB) AS column
       FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
       WHERE m.type = 'table' ORDER BY m.name, c.cid`,
    )
    .all()
    .map((row) => Buffer.from(row.column).toString());
}
