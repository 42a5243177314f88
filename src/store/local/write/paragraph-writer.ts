import { placeOf } from "../../../core/place.js";
import type { ParagraphInput, PassageInput } from "../../../core/ports/store/writing.js";
import { quantise } from "../../../vectors/quantised-vectors.js";
import { encodeTermFrequencies } from "../../lexical/term-frequencies.js";
import { encodeHashes } from "../database/embedded-texts.js";
import { encodeExtents, type PassageAbout } from "../database/passage-reader.js";
import type { RowKeys } from "../database/row-keys.js";
import { encodeText, seal, sealJson } from "../database/seal.js";
import type { Connection, Statement } from "../database/sqlite.js";
import type { SegmentWriter } from "./segment-writer.js";
import type { TermWriter } from "./term-writer.js";

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
    const { start, end, sentences, vector, terms } = paragraph;
    const key = this.#keys.next("paragraphs");
    const row = [key, document];
    const quantised = quantise(sentences.map((sentence) => sentence.vector));
    const language = Buffer.from(paragraph.language);
    const ids = this.#terms.ids(terms);
    this.#segments.addParagraph(paragraph.language, document, {
      words: ids.words.length,
      grams: ids.grams.length,
    });
    this.#paragraph.run(
      key,
      document,
      language,
      paragraph.passages.length,
      seal(row, [language, encodeTermFrequencies(ids.words), encodeTermFrequencies(ids.grams)]),
      seal(row, [
        Uint32Array.of(start, end),
        encodeText(text.slice(start, end)),
        vector,
        encodeExtents(sentences),
        quantised.scales,
        quantised.components,
        encodeHashes([paragraph, ...sentences]),
      ]),
    );
    for (const passage of paragraph.passages) {
      const passageKey = this.#writePassage(passage, key);
      this.#segments.addPassage(paragraph.language, {
        key: passageKey,
        document,
        terms: this.#terms.ids(passage.terms),
        vector: passage.vector,
      });
    }
  }

  /** @returns its key */
  #writePassage(passage: PassageInput, paragraph: number): number {
    const { start, end, heading, vector } = passage;
    const key = this.#keys.next("passages");
    const row = [key, paragraph];
    const about: PassageAbout = { start, end, ...placeOf(passage), heading };
    this.#passage.run(key, paragraph, sealJson(row, about), seal([key], [vector, encodeHashes([passage])]));
    return key;
  }
}
