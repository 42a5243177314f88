import type { Segment } from "../../../src/documents/pdf/layout.js";

/** A piece of a line on a PDF's page, as wide as its text. */
export function pdfPiece(text: string, left: number, y: number, more: Partial<Segment> = {}): Segment {
  return {
    text,
    left,
    right: left + 6 * text.length,
    y,
    size: 12,
    bold: false,
    mono: false,
    turn: 0,
    ...more,
  };
}
