import type { Span } from "../core/document.js";

/** A piece of one document that can be read by itself, and as what it is shown. */
export interface Excerpt {
  /** The passage of the context that it is, or that it grew from within its document. */
  readonly context: number;
  /** In the document's text. */
  readonly span: Span;
  /** Exactly the document's text of the span. */
  readonly quote: string;
  /** The headings above the span, outermost first. */
  readonly heading: readonly string[];
  /** The sentences of the span that answer, in the document's text, in order; none if nothing stands out. */
  readonly highlights: readonly Span[];
  /**
   * The quote as it is shown: plain text in which a line is a paragraph, an item of a list (behind `- ` or its number)
   * or a row of a table. No footnote markers, no white space at its ends.
   */
  readonly text: string;
  /** The sentences of `text` that answer, in order. */
  readonly keys: readonly Span[];
}
