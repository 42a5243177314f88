import type { Citation } from "../core/answer.js";
import type { Span, StoredDocument } from "../core/document.js";
import type { TextInLanguage } from "../core/language.js";
import type { RankedPassage } from "../core/passage.js";
import { placeAt, placeOf } from "../core/place.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import type { WordMatcher } from "../text/word-matcher.js";
import type { Excerpt } from "./excerpt.js";
import { findAgain, textWithin } from "./quotation.js";
import { supportingSpan } from "./verification/supporting-span.js";
import { type Support, type Verdict, verifyJointly } from "./verification/verify-claim.js";

const CHANGED: Verdict = { verified: false, reason: "changed" };
const VERBATIM: Verdict = { verified: true, reason: "verbatim" };

/** A marker to put into the answer, and its citation if the marker is new. */
export interface Footnote {
  readonly marker: number;
  readonly citation: Citation | undefined;
}

/**
 * Numbers an answer's footnotes in order of appearance and checks each against the stored text of its document. The
 * same span gets the same number again, unless it supports one sentence and not the other.
 */
export class Footnotes {
  readonly #documents: Pick<Catalogue, "document">;
  readonly #matcher: WordMatcher;
  readonly #known = new Map<string, Citation>();

  /** @param documents gives the same version of a document each time */
  constructor(documents: Pick<Catalogue, "document">, matcher: WordMatcher) {
    this.#documents = documents;
    this.#matcher = matcher;
  }

  /** In order of their markers. */
  get citations(): readonly Citation[] {
    return [...this.#known.values()];
  }

  /**
   * A quote whose document was changed since the passage was retrieved is cited where it stands now. If it is
   * gone, it is cited as it was retrieved, not verified.
   *
   * @param claim the sentence of the answer that the footnotes stand behind
   * @param sources that it is said to rest on, of which it may join what they say; none twice
   */
  async cite(claim: TextInLanguage, sources: readonly RankedPassage[]): Promise<Footnote[]> {
    const quotes = await Promise.all(sources.map((source) => this.#quote(claim, source)));
    const verdicts = verifyJointly(
      claim,
      quotes.map(({ support }) => support),
      this.#matcher,
    );
    return quotes.map((quote, i) => this.#number(quote, verdicts[i] ?? CHANGED));
  }

  /**
   * The footnote of an excerpt, which says nothing but its quote: it is verified unless the document doesn't hold it
   * any more.
   *
   * @param passage that the excerpt is, or that it grew from
   */
  async quote(
    { passage }: RankedPassage,
    { span, quote: text, heading, highlights }: Excerpt,
  ): Promise<Footnote> {
    const document = await this.#documents.document(passage.documentId);
    const found = document && findAgain(text, document.text, span.start);
    const moved = (found?.start ?? span.start) - span.start;
    return this.#number(
      {
        passage: { ...passage, heading },
        text,
        retrieved: span,
        found,
        document,
        highlights: highlights.map(({ start, end }) => ({ start: start + moved, end: end + moved })),
      },
      VERBATIM,
    );
  }

  /** What supports the claim best in a source, and where it stands in the document's current text. */
  async #quote(claim: TextInLanguage, source: RankedPassage): Promise<SupportingQuote> {
    const { passage } = source;
    const retrieved = supportingSpan(claim, source, this.#matcher);
    const text = textWithin(passage, retrieved);
    const document = await this.#documents.document(passage.documentId);
    const found = document && findAgain(text, document.text, retrieved.start);
    const above = [passage.title, ...passage.heading].join("\n");
    const around = `${above}\n${passage.text}`;
    return {
      passage,
      text,
      retrieved,
      found,
      document,
      highlights: [],
      support: { quote: { text, language: passage.language }, around, above },
    };
  }

  #number({ passage, text, retrieved, found, document, highlights }: Quote, verdict: Verdict): Footnote {
    const { verified, reason } = found === undefined ? CHANGED : verdict;
    const { start, end } = found ?? retrieved;
    const key = `${passage.documentId}:${start}-${end}:${verified}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      return { marker: known.marker, citation: undefined };
    }
    const place = placeAt(document?.marks ?? [], highlights[0]?.start ?? start);
    const citation: Citation = {
      marker: this.#known.size + 1,
      documentId: passage.documentId,
      title: passage.title,
      url: `/documents/${encodeURIComponent(passage.documentId)}#${start}-${end}`,
      ...(found === undefined ? placeOf(passage) : place),
      heading: passage.heading,
      start,
      end,
      quote: text,
      verified,
      reason,
      highlights,
    };
    this.#known.set(key, citation);
    return { marker: citation.marker, citation };
  }
}

interface Quote {
  readonly passage: RankedPassage["passage"];
  readonly text: string;
  readonly retrieved: Span;
  /** Where a quote stands now; undefined if the document no longer holds it. */
  readonly found: Span | undefined;
  readonly document: StoredDocument | undefined;
  /** Where they stand now. */
  readonly highlights: readonly Span[];
}

interface SupportingQuote extends Quote {
  readonly support: Support;
}
