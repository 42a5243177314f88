import type { Span } from "../../core/document.js";

/** A piece of a text, and whether it lies in one of the spans that it was cut at. */
export interface CutPiece {
  readonly text: string;
  readonly isInside: boolean;
}

/**
 * A text, cut where spans of it begin and end; a span that overlaps the one before or leaves the text is passed over.
 * @param start where the text begins, in what the spans' offsets count in
 * @param spans in order
 * @returns no empty piece; together they are the text
 */
export function cutText(text: string, start: number, spans: readonly Span[]): readonly CutPiece[] {
  const pieces: CutPiece[] = [];
  let position = 0;
  const cutTo = (end: number, isInside: boolean) => {
    if (end > position) {
      pieces.push({ text: text.slice(position, end), isInside });
      position = end;
    }
  };
  for (const span of spans) {
    if (span.start - start >= position && span.end - start <= text.length) {
      cutTo(span.start - start, false);
      cutTo(span.end - start, true);
    }
  }
  cutTo(text.length, false);
  return pieces;
}
