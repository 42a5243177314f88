/** The names under which the style sheet knows them. */
const NAMES = { match: "footnote-match", current: "footnote-current-match" } as const;

/**
 * Shows matches in the text without touching its elements. Where a browser can't do that, the current match is
 * selected.
 */
export class MatchHighlights {
  /** @param current null if there is none */
  show(matches: readonly AbstractRange[], current: Range | null): void {
    if (!canHighlight()) {
      if (current !== null) {
        select(current);
      }
      return;
    }
    CSS.highlights.set(NAMES.match, new Highlight(...matches));
    this.showCurrent(current);
  }

  showCurrent(current: Range | null): void {
    const highlight = new Highlight(...(current === null ? [] : [current]));
    highlight.priority = 1;
    CSS.highlights.set(NAMES.current, highlight);
  }

  clear(): void {
    if (!canHighlight()) {
      return;
    }
    for (const name of Object.values(NAMES)) {
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
