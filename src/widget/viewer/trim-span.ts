import type { Span } from "../../core/document.js";

/** A span without the white space at its ends; null if nothing else is in it. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  const covered = text.slice(start, end);
  const trimmed = {
    start: start + covered.length - covered.trimStart().length,
    end: start + covered.trimEnd().length,
  };
  return trimmed.start < trimmed.end ? trimmed : null;
}
