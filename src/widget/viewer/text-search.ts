import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { DocumentText } from "./document-text.js";
import { findMatches, type Matches, NO_MATCHES } from "./find-matches.js";
import { rangeOf } from "./places.js";

/** What is searched. */
export interface SearchedText {
  readonly content: string;
  readonly text: DocumentText;
  /** The offset into the content that the reader is at. */
  readonly readingAt: () => number;
  /** Brings a match into view. */
  readonly show: (match: Range) => void;
}

/** How long the search waits for the next key press. */
const PAUSE_MS = 150;

/** The search within the shown document. Its host renders after every change. */
export class TextSearch implements ReactiveController {
  #searched: SearchedText | null = null;
  #query = "";
  #matches: Matches = NO_MATCHES;
  #current = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #highlights = new MatchHighlights();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#pause);
    this.#highlights.clear();
  }

  /** As it was searched for last. */
  get query(): string {
    return this.#query;
  }

  get matches(): Matches {
    return this.#matches;
  }

  /** The current match's index. */
  get current(): number {
    return this.#current;
  }

  /** Searches another document from now on. */
  open(searched: SearchedText): void {
    this.#searched = searched;
    this.#find(this.#query);
  }

  /** Searches from where the reader is, after a pause in typing. */
  type(query: string): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#search(query), PAUSE_MS);
  }

  /** Searches at once and goes to the first match; if the query is the same, to the next one or the one before. */
  go(query: string, step: 1 | -1): void {
    if (query !== this.#query) {
      this.#search(query);
      return;
    }
    const { length } = this.#matches.spans;
    if (length === 0) {
      return;
    }
    this.#current = (this.#current + step + length) % length;
    this.#highlights.showCurrent(this.#range(this.#current));
    this.#goToCurrent();
  }

  clear(): void {
    this.#search("");
  }

  /** Shows the matches again after the text's elements have changed. */
  repaint(): void {
    if (this.#searched === null || this.#query === "") {
      return;
    }
    const ranges = this.#matches.spans.map((_, i) => this.#range(i));
    this.#highlights.show(
      ranges.filter((range) => range !== null),
      this.#range(this.#current),
    );
  }

  #search(query: string): void {
    clearTimeout(this.#pause);
    this.#find(query);
    this.#goToCurrent();
  }

  #find(query: string): void {
    if (this.#searched === null) {
      return;
    }
    const { content, readingAt } = this.#searched;
    // A reader who goes on typing stays at the current match.
    const at = this.#matches.spans[this.#current]?.start ?? readingAt();
    this.#query = query;
    this.#matches = findMatches(content, query);
    this.#current = Math.max(
      this.#matches.spans.findIndex(({ start }) => start >= at),
      0,
    );
    if (this.#matches.spans.length === 0) {
      this.#highlights.clear();
    } else {
      this.repaint();
    }
    this.host.requestUpdate();
  }

  #goToCurrent(): void {
    const match = this.#range(this.#current);
    if (match !== null) {
      this.#searched?.show(match);
    }
    this.host.requestUpdate();
  }

  #range(index: number): Range | null {
    const span = this.#matches.spans[index];
    return this.#searched === null || span === undefined ? null : rangeOf(this.#searched.text, span);
  }
}

/** The names under which the style sheet knows them. */
const HIGHLIGHTS = { match: "footnote-match", current: "footnote-current-match" } as const;

/**
 * Shows matches in the text without touching its elements. Where a browser can't do that, the current match is
 * selected.
 */
class MatchHighlights {
  /** @param current null if there is none */
  show(matches: readonly AbstractRange[], current: Range | null): void {
    if (!canHighlight()) {
      if (current !== null) {
        select(current);
      }
      return;
    }
    CSS.highlights.set(HIGHLIGHTS.match, new Highlight(...matches));
    this.showCurrent(current);
  }

  showCurrent(current: Range | null): void {
    const highlight = new Highlight(...(current === null ? [] : [current]));
    highlight.priority = 1;
    CSS.highlights.set(HIGHLIGHTS.current, highlight);
  }

  clear(): void {
    if (!canHighlight()) {
      return;
    }
    for (const name of Object.values(HIGHLIGHTS)) {
      CSS.highlights.delete(name);
    }
  }
}

function canHighlight(): boolean {
  return "highlights" in CSS;
}

function select(range: Range): void {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
}
