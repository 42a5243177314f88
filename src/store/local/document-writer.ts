import type { DocumentInput, FileState, ParagraphInput, PassageInput } from "../../core/ports/store.js";
import { words } from "../../text/words.js";
import { encodeTermFrequencies, type TermFrequencies } from "../lexical/term-frequencies.js";
import { encodeExtents } from "./sentence-codec.js";
import type { Connection, Statement } from "./sqlite.js";
import { TermIds } from "./term-dictionary.js";
import { encodeText } from "./text-codec.js";
import { encodeVectors } from "./vector-codec.js";

/** Writes documents within the connection's transaction. */
export class DocumentWriter {
  readonly #connection: Connection;
  readonly #terms: TermIds;
  readonly #document: Statement<never>;
  readonly #paragraph: Statement<never>;
  readonly #sentences: Statement<never>;
  readonly #passage: Statement<never>;
  readonly #touch: Statement<never>;
  readonly #remove: Statement<never>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#terms = new TermIds(connection);
    this.#document = connection.prepare(
      `INSERT INTO documents (id, path, title, format, language, bytes, modified_ms, content_hash,
         ingested_at, characters, passages, headings, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#paragraph = connection.prepare(
      `INSERT INTO paragraphs (document, start_offset, end_offset, language, words, grams, text, vector)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#sentences = connection.prepare(
      "INSERT INTO sentences (paragraph, extents, vectors) VALUES (?, ?, ?)",
    );
    this.#passage = connection.prepare(
      `INSERT INTO passages (paragraph, start_offset, end_offset, page, heading, words, grams, vector)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#touch = connection.prepare("UPDATE documents SET bytes = ?, modified_ms = ? WHERE id = ?");
    this.#remove = connection.prepare("DELETE FROM documents WHERE id = ?");
  }

  /** Adds a document or replaces the one with its id: wholly, or not at all if something fails. */
  put(document: DocumentInput, ingestedAt: Date): void {
    this.#connection.exec("SAVEPOINT put");
    try {
      this.remove(document.id);
      this.#insert(document, ingestedAt);
      this.#connection.exec("RELEASE put");
    } catch (error) {
      this.#connection.exec("ROLLBACK TO put; RELEASE put");
      this.#terms.forget();
      throw error;
    }
  }

  touch(id: string, { bytes, modifiedMs }: Pick<FileState, "bytes" | "modifiedMs">): void {
    this.#touch.run(bytes, modifiedMs, id);
  }

  remove(id: string): void {
    this.#remove.run(id);
  }

  /** Removes every document, and the dictionary with them. */
  clear(): void {
    // From the leaves up: one sweep a table instead of a search for each row that goes.
    for (const table of ["sentences", "passages", "paragraphs", "documents", "terms"]) {
      this.#connection.exec(`DELETE FROM ${table}`);
    }
    this.#terms.forget();
  }

  #insert(document: DocumentInput, ingestedAt: Date): void {
    this.#terms.learn(document.paragraphs.flatMap(termsOf));
    const key = this.#document.run(
      document.id,
      document.path,
      JSON.stringify(document.title),
      document.format,
      document.language,
      document.bytes,
      document.modifiedMs,
      document.contentHash,
      ingestedAt.toISOString(),
      document.text.length,
      document.paragraphs.reduce((sum, paragraph) => sum + paragraph.passages.length, 0),
      JSON.stringify(document.headings),
      encodeText(document.text),
    );
    for (const paragraph of document.paragraphs) {
      const text = document.text.slice(paragraph.start, paragraph.end);
      this.#insertParagraph(paragraph, key, text);
    }
  }

  #insertParagraph(paragraph: ParagraphInput, document: number, text: string): void {
    const key = this.#paragraph.run(
      document,
      paragraph.start,
      paragraph.end,
      paragraph.language,
      this.#frequencies(paragraph.terms.words),
      this.#frequencies(paragraph.terms.grams),
      encodeText(text),
      encodeVectors([paragraph.vector]),
    );
    const extents = paragraph.sentences.map(({ start, end }) => ({
      start,
      end,
      words: words(text.slice(start - paragraph.start, end - paragraph.start)).length,
    }));
    const vectors = paragraph.sentences.map(({ vector }) => vector);
    this.#sentences.run(key, encodeExtents(extents), encodeVectors(vectors));
    for (const passage of paragraph.passages) this.#insertPassage(passage, key);
  }

  #insertPassage(passage: PassageInput, paragraph: number): void {
    this.#passage.run(
      paragraph,
      passage.start,
      passage.end,
      passage.page,
      JSON.stringify(passage.heading),
      this.#frequencies(passage.terms.words),
      this.#frequencies(passage.terms.grams),
      encodeVectors([passage.vector]),
    );
  }

  #frequencies(terms: readonly string[]): TermFrequencies {
    return encodeTermFrequencies(this.#terms.of(terms));
  }
}

function termsOf({ terms, passages }: ParagraphInput): string[] {
  return [terms, ...passages.map((passage) => passage.terms)].flatMap(({ words, grams }) => [
    ...words,
    ...grams,
  ]);
}
