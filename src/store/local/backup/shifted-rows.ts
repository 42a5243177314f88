import { shiftSegment } from "../../lexical/shift-segment.js";
import { shiftTermFrequencies } from "../../lexical/term-frequencies.js";
import type { KeyedTable } from "../../rows/row-keys.js";
import { seal, unseal } from "../../rows/seal.js";
import { decodeSegment, encodeSegment } from "../../rows/segment-codec.js";
import { lastGivenKey } from "../database/row-keys.js";
import type { Connection, Value } from "../database/sqlite.js";

/** What is added to the keys of each table. */
type KeyShift = Readonly<Record<KeyedTable, number>>;

/** Where a row belongs, and what it holds, in the order of the table's columns in the statement. */
export interface ShiftedRow {
  readonly insert: string;
  readonly values: readonly Value[];
}

/** Keys stay as they are. */
export const NO_SHIFT: KeyShift = { documents: 0, paragraphs: 0, passages: 0, segments: 0, terms: 0 };

/**
 * Puts keys behind all that an index has ever given: its readers, which hold rows and ids of earlier generations in
 * memory by their keys, take none of the new rows for one of those.
 */
export function shiftBehind(connection: Connection): KeyShift {
  return {
    documents: lastGivenKey(connection, "documents"),
    paragraphs: lastGivenKey(connection, "paragraphs"),
    passages: lastGivenKey(connection, "passages"),
    segments: lastGivenKey(connection, "segments"),
    terms: lastGivenKey(connection, "terms"),
  };
}

/**
 * All rows of an index but its state, with other keys, in an order in which they can be inserted.
 * @param connection in a transaction, or the only one
 * @throws FootnoteError `index_damaged` if a row isn't the one that was written
 */
export function* shiftedRows(connection: Connection, by: KeyShift): Generator<ShiftedRow, void> {
  yield* documents(connection, by);
  yield* paragraphs(connection, by);
  yield* passages(connection, by);
  yield* segments(connection, by);
  yield* terms(connection, by);
  yield* failures(connection);
}

function* documents(connection: Connection, by: KeyShift): Generator<ShiftedRow, void> {
  const insert = "INSERT INTO documents (key, id, file, about, structure, text) VALUES (?, ?, ?, ?, ?, ?)";
  const rows = connection.prepare<{
    key: number;
    id: ArrayBuffer;
    file: ArrayBuffer;
    about: ArrayBuffer;
    structure: ArrayBuffer;
    text: ArrayBuffer;
  }>("SELECT key, id, file, about, structure, text FROM documents");
  for (const { key, id, file, about, structure, text } of rows.iterate()) {
    const next = key + by.documents;
    const blobs = [file, about, structure, text].map((blob) => reseal(blob, [key], [next]));
    yield { insert, values: [next, new Uint8Array(id), ...blobs] };
  }
}

function* paragraphs(connection: Connection, by: KeyShift): Generator<ShiftedRow, void> {
  const insert =
    "INSERT INTO paragraphs (key, document, language, passages, terms, content) VALUES (?, ?, ?, ?, ?, ?)";
  const rows = connection.prepare<{
    key: number;
    document: number;
    language: ArrayBuffer;
    passages: number;
    terms: ArrayBuffer;
    content: ArrayBuffer;
  }>("SELECT key, document, language, passages, terms, content FROM paragraphs");
  for (const { key, document, language, passages, terms, content } of rows.iterate()) {
    const row = [key, document];
    const next = [key + by.paragraphs, document + by.documents];
    const [written = new Uint8Array(), ...frequencies] = unseal(terms, row);
    const shifted = frequencies.map((field) => shiftTermFrequencies(field, by.terms));
    yield {
      insert,
      values: [
        ...next,
        new Uint8Array(language),
        passages,
        seal(next, [written, ...shifted]),
        reseal(content, row, next),
      ],
    };
  }
}

function* passages(connection: Connection, by: KeyShift): Generator<ShiftedRow, void> {
  const insert = "INSERT INTO passages (key, paragraph, about, vector) VALUES (?, ?, ?, ?)";
  const rows = connection.prepare<{
    key: number;
    paragraph: number;
    about: ArrayBuffer;
    vector: ArrayBuffer;
  }>("SELECT key, paragraph, about, vector FROM passages");
  for (const { key, paragraph, about, vector } of rows.iterate()) {
    const [nextKey, nextParagraph] = [key + by.passages, paragraph + by.paragraphs];
    yield {
      insert,
      values: [
        nextKey,
        nextParagraph,
        reseal(about, [key, paragraph], [nextKey, nextParagraph]),
        reseal(vector, [key], [nextKey]),
      ],
    };
  }
}

function* segments(connection: Connection, by: KeyShift): Generator<ShiftedRow, void> {
  const insert = "INSERT INTO segments (key, language, passages, content, vectors) VALUES (?, ?, ?, ?, ?)";
  const rows = connection.prepare<{
    key: number;
    language: ArrayBuffer;
    passages: number;
    content: ArrayBuffer;
    vectors: ArrayBuffer;
  }>("SELECT key, language, passages, content, vectors FROM segments");
  for (const { key, language, passages, content, vectors } of rows.iterate()) {
    const next = key + by.segments;
    const segment = shiftSegment(decodeSegment(key, content), by);
    yield {
      insert,
      values: [
        next,
        new Uint8Array(language),
        passages,
        encodeSegment(next, segment),
        reseal(vectors, [key], [next]),
      ],
    };
  }
}

function* terms(connection: Connection, by: KeyShift): Generator<ShiftedRow, void> {
  const insert = "INSERT INTO terms (last_id, terms) VALUES (?, ?)";
  const rows = connection.prepare<{ lastId: number; terms: ArrayBuffer }>(
    "SELECT last_id AS lastId, terms FROM terms ORDER BY last_id",
  );
  for (const { lastId, terms } of rows.iterate()) {
    const next = lastId + by.terms;
    yield { insert, values: [next, reseal(terms, [lastId], [next])] };
  }
}

function* failures(connection: Connection): Generator<ShiftedRow, void> {
  const insert = "INSERT INTO failures (path, about) VALUES (?, ?)";
  const rows = connection.prepare<{ path: ArrayBuffer; about: ArrayBuffer }>(
    "SELECT path, about FROM failures",
  );
  for (const { path, about } of rows.iterate()) {
    yield { insert, values: [new Uint8Array(path), reseal(about, [], [])] };
  }
}

/** What was sealed for one row, sealed for another. */
function reseal(blob: ArrayBuffer, from: readonly number[], to: readonly number[]): Uint8Array {
  return seal(to, unseal(blob, from));
}
