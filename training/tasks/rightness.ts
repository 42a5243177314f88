import { covers, type DocumentSpan } from "../../src/evaluation/gold.js";

/** Two spans that share this part of the shorter one are partly the same. */
const HALF = 0.5;

/**
 * How right a piece of a document is: 1 if it holds all of a gold span or lies within one, a half if it has at least
 * half of the shorter of the two in common with it, else 0.
 */
export function rightness(span: DocumentSpan, gold: readonly DocumentSpan[]): number {
  return Math.max(0, ...gold.map((other) => rightnessBy(span, other)));
}

function rightnessBy(span: DocumentSpan, gold: DocumentSpan): number {
  if (covers(span, gold) || covers(gold, span)) {
    return 1;
  }
  const shared = Math.min(span.end, gold.end) - Math.max(span.start, gold.start);
  const shorter = Math.min(span.end - span.start, gold.end - gold.start);
  return span.documentId === gold.documentId && shared >= HALF * shorter ? HALF : 0;
}
