import type { Citation } from "../core/answer.js";
import type { Span, StoredDocument } from "../core/document.js";
import { placeAt, placeOf } from "../core/place.js";
import type { Store } from "../core/ports/store.js";
import type { ContextPassage } from "../core/ports/writer.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { findAgain, textWithin } from "./quotation.js";
import { type Claim, isSupported, supportingSentence } from "./support.js";

/** A marker to put into the answer, and its citation if the marker is new. */
export interface Footnote {
  readonly marker: number;
  readonly citation: Citation | undefined;
}

/**
 * Numbers an answer's footnotes in order of appearance and checks each against the stored text of its
 * document. The same span gets the same number again.
 */
export class Footnotes {
  readonly #store: Pick<Store, "document">;
  readonly #matcher: WordMatcher;
  readonly #documents = new Map<string, StoredDocument | undefined>();
  readonly #bySpan = new Map<string, Citation>();

  constructor(store: Pick<Store, "document">, matcher: WordMatcher) {
    this.#store = store;
    this.#matcher = matcher;
  }

  /** In order of their markers. */
  get citations(): readonly Citation[] {
    return [...this.#bySpan.values()];
  }

  /**
   * A quote whose document was changed since the passage was retrieved is cited where it stands now. If it is
   * gone, it is cited as it was retrieved, not verified.
   *
   * @param claim the sentence of the answer that the footnote stands behind
   * @param exact the quoted span inside the passage, if the writer knows it; otherwise the sentence that
   *   supports the claim best
   */
  async cite(claim: Claim, source: ContextPassage, exact: Span | undefined): Promise<Footnote> {
    const { passage } = source;
    const retrieved = exact ?? supportingSentence(claim, source, this.#matcher);
    const key = `${passage.documentId}:${retrieved.start}-${retrieved.end}`;
    const known = this.#bySpan.get(key);
    if (known !== undefined) return { marker: known.marker, citation: undefined };
    const quote = textWithin(passage, retrieved);
    const document = await this.#document(passage.documentId);
    const found = document && findAgain(quote, document.text, retrieved.start);
    const { start, end } = found ?? retrieved;
    const citation: Citation = {
      marker: this.#bySpan.size + 1,
      documentId: passage.documentId,
      title: passage.title,
      url: `/documents/${encodeURIComponent(passage.documentId)}#${start}-${end}`,
      ...(found === undefined ? placeOf(passage) : placeAt(document?.marks ?? [], start)),
      heading: passage.heading,
      start,
      end,
      quote,
      verified:
        found !== undefined && isSupported(claim, { text: quote, language: passage.language }, this.#matcher),
    };
    this.#bySpan.set(key, citation);
    return { marker: citation.marker, citation };
  }

  /** Fetched once for an answer, so that all its quotes are from one version; undefined if it was removed. */
  async #document(id: string): Promise<StoredDocument | undefined> {
    if (!this.#documents.has(id)) this.#documents.set(id, await this.#store.document(id));
    return this.#documents.get(id);
  }
}
