import type { Citation } from "../core/answer.js";
import type { Span } from "../core/document.js";
import { FootnoteError } from "../core/errors.js";
import type { Store } from "../core/ports/store.js";
import type { ContextPassage } from "../core/ports/writer.js";
import { type Claim, isSupported, supportingSentence } from "./support.js";
import type { WordMatcher } from "./word-matcher.js";

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
  readonly #store: Store;
  readonly #matcher: WordMatcher;
  readonly #texts = new Map<string, string>();
  readonly #bySpan = new Map<string, Citation>();

  constructor(store: Store, matcher: WordMatcher) {
    this.#store = store;
    this.#matcher = matcher;
  }

  /** In order of their markers. */
  get citations(): readonly Citation[] {
    return [...this.#bySpan.values()];
  }

  /**
   * @param claim the sentence of the answer that the footnote stands behind
   * @param exact the quoted span, if the writer knows it; otherwise the sentence that supports the claim best
   * @throws FootnoteError `document_not_found` if the document was removed meanwhile
   */
  async cite(claim: Claim, source: ContextPassage, exact: Span | undefined): Promise<Footnote> {
    const { passage } = source;
    const { start, end } = exact ?? supportingSentence(claim, source, this.#matcher);
    const key = `${passage.documentId}:${start}-${end}`;
    const known = this.#bySpan.get(key);
    if (known !== undefined) return { marker: known.marker, citation: undefined };
    const text = await this.#text(passage.documentId);
    const quote = text.slice(start, end);
    const unchanged = text.slice(passage.start, passage.end) === passage.text;
    const citation: Citation = {
      marker: this.#bySpan.size + 1,
      documentId: passage.documentId,
      title: passage.title,
      url: `/documents/${encodeURIComponent(passage.documentId)}#${start}-${end}`,
      page: passage.page,
      heading: passage.heading,
      start,
      end,
      quote,
      verified: unchanged && isSupported(claim, { text: quote, language: passage.language }, this.#matcher),
    };
    this.#bySpan.set(key, citation);
    return { marker: citation.marker, citation };
  }

  async #text(documentId: string): Promise<string> {
    const known = this.#texts.get(documentId);
    if (known !== undefined) return known;
    const document = await this.#store.document(documentId);
    if (document === undefined) {
      throw new FootnoteError(
        "document_not_found",
        "A cited document was removed while the answer was written; ask again",
      );
    }
    this.#texts.set(documentId, document.text);
    return document.text;
  }
}
