import type { ParagraphInput } from "../../../core/ports/store/writing.js";
import { sealParagraph } from "../../rows/paragraph-codec.js";
import { sealPassage } from "../../rows/passage-codec.js";
import type { RowKeys } from "../../rows/row-keys.js";
import type { SegmentWriter } from "../../rows/segment-writer.js";
import type { TermWriter } from "../../rows/term-writer.js";
import type { Connection, Statement } from "../database/sqlite.js";

/** Writes paragraphs with their sentences and passages. */
export class ParagraphWriter {
  readonly #keys: RowKeys;
  readonly #terms: TermWriter;
  readonly #segments: SegmentWriter;
  readonly #paragraph: Statement<never>;
  readonly #passage: Statement<never>;

  constructor(
    connection: Connection,
    { keys, terms, segments }: { keys: RowKeys; terms: TermWriter; segments: SegmentWriter },
  ) {
    this.#keys = keys;
    this.#terms = terms;
    this.#segments = segments;
    this.#paragraph = connection.prepare(
      "INSERT INTO paragraphs (key, document, language, passages, terms, content) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#passage = connection.prepare(
      "INSERT INTO passages (key, paragraph, about, vector) VALUES (?, ?, ?, ?)",
    );
  }

  /**
   * @param document the document's key
   * @param text the document's text
   */
  write(paragraph: ParagraphInput, document: number, text: string): void {
    const { language } = paragraph;
    const key = this.#keys.next("paragraphs");
    const ids = this.#terms.ids(paragraph.terms);
    this.#segments.addParagraph(language, document, { words: ids.words.length, grams: ids.grams.length });
    const row = sealParagraph({ key, document }, paragraph, text, ids);
    this.#paragraph.run(key, document, row.language, row.passages, row.terms, row.content);
    for (const passage of paragraph.passages) {
      const sealed = sealPassage({ key: this.#keys.next("passages"), paragraph: key }, passage);
      this.#passage.run(sealed.key, key, sealed.about, sealed.vector);
      const { terms, vector } = passage;
      this.#segments.addPassage(language, {
        key: sealed.key,
        document,
        terms: this.#terms.ids(terms),
        vector,
      });
    }
  }
}
