import { isUtf8 } from "node:buffer";
import { FootnoteError } from "../../core/errors.js";
import { damaged } from "./errors.js";
import { Connection } from "./sqlite.js";

/** Goes up with every change that an older Footnote couldn't read. */
export const FORMAT_VERSION = 1;

/** "FNTE": marks a SQLite file as an index of Footnote. */
const APPLICATION_ID = 0x464e5445;

/**
 * Row ids are never used twice (AUTOINCREMENT): a reader that still has an older generation in memory can
 * miss a row, but never reads another one in its place.
 *
 * Large columns come last, so that reading the ones before them doesn't touch their pages.
 */
const TABLES = `
  -- One row: what the last commit made. The graph is null while there are no passages.
  CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL,
    fingerprint TEXT,
    graph_file TEXT,
    graph_sha256 TEXT
  ) STRICT;

  CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL, -- JSON
    format TEXT NOT NULL,
    language TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    modified_ms REAL NOT NULL,
    content_hash TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    characters INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    headings TEXT NOT NULL, -- JSON
    text BLOB NOT NULL -- UTF-16LE
  ) STRICT;

  CREATE TABLE paragraphs (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    language TEXT NOT NULL,
    words BLOB NOT NULL, -- term frequencies
    grams BLOB NOT NULL, -- term frequencies
    text BLOB NOT NULL, -- UTF-16LE, the document's text from start to end
    vector BLOB NOT NULL -- float32
  ) STRICT;
  CREATE INDEX paragraphs_by_document ON paragraphs (document);

  -- The sentences of one paragraph, side by side: they are only ever read together.
  CREATE TABLE sentences (
    paragraph INTEGER PRIMARY KEY REFERENCES paragraphs ON DELETE CASCADE,
    extents BLOB NOT NULL, -- uint32: start, end and number of words of each
    vectors BLOB NOT NULL -- float32
  ) STRICT;

  CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    paragraph INTEGER NOT NULL REFERENCES paragraphs ON DELETE CASCADE,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL, -- JSON
    words BLOB NOT NULL, -- term frequencies
    grams BLOB NOT NULL, -- term frequencies
    vector BLOB NOT NULL -- float32
  ) STRICT;
  CREATE INDEX passages_by_paragraph ON passages (paragraph);

  -- The dictionary behind the term frequencies. A term stays when the last text with it goes.
  CREATE TABLE terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    term TEXT NOT NULL UNIQUE
  ) STRICT;
`;

/** Whether the file holds nothing at all, as a new file does. */
export function isBlank(connection: Connection): boolean {
  return connection.pragma("user_version") === 0 && describe(connection).length === 0;
}

/** Makes a blank file an index of generation 0; leaves one that another process made meanwhile as it is. */
export function createSchema(connection: Connection): void {
  // Readers go on reading while someone writes. The file remembers it, and it can't change in a transaction.
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("BEGIN IMMEDIATE");
  if (isBlank(connection)) {
    connection.exec(TABLES);
    connection.exec("INSERT INTO state (id, generation) VALUES (1, 0)");
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.exec(`PRAGMA user_version = ${FORMAT_VERSION}`);
  }
  connection.exec("COMMIT");
}

/**
 * Checks that a file is a whole index of this format. Reads the whole file.
 * @throws FootnoteError `index_damaged`, `index_too_new`
 */
export function checkSchema(connection: Connection): void {
  if (connection.pragma("application_id") !== APPLICATION_ID) {
    throw damaged("The index's database wasn't made by Footnote.");
  }
  checkVersion(Number(connection.pragma("user_version")));
  const [finding] = connection.prepare<{ quick_check: string }>("PRAGMA quick_check(1)").all();
  if (finding?.quick_check !== "ok") {
    throw damaged("The index's database is damaged.", finding?.quick_check);
  }
  if (describe(connection).join() !== expectedSchema().join()) {
    throw damaged("The index's database doesn't have the tables it should have.");
  }
  checkTexts(connection);
}

/**
 * SQLite doesn't notice a text that isn't UTF-8 any more, and libsql ends the process when it reads one.
 * Terms are left out: they are never read.
 */
function checkTexts(connection: Connection): void {
  const columns = connection.prepare<{ table: string; column: string }>(
    `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
     WHERE m.type = 'table' AND m.name <> 'terms' AND c.type = 'TEXT'`,
  );
  for (const { table, column } of columns.all()) {
    const texts = connection.prepare<{ bytes: ArrayBuffer }>(
      `SELECT DISTINCT CAST(${column} AS BLOB) AS bytes FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    for (const { bytes } of texts.iterate()) {
      if (!isUtf8(bytes)) throw damaged("A text in the index's database is damaged.");
    }
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
    throw damaged(
      `The index has format ${version} of an older Footnote, this version reads format ${FORMAT_VERSION}.`,
    );
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

/** One line per column, read as bytes for what `checkTexts` says. */
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
