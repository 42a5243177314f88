/**
 * The stages between a page's drawing and its text. Lengths are points; x grows to the right and y downwards
 * from the upper left corner of the page as a reader holds it.
 */

/** A run of characters in one font, in the order in which the page draws them. */
export interface TextItem {
  readonly text: string;
  /** The left edge. */
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
  /** The font size. */
  readonly size: number;
  readonly bold: boolean;
  /** In a font of fixed width. */
  readonly mono: boolean;
  /** Written from right to left. */
  readonly rtl: boolean;
}

/** A piece of a line without a wide gap in it. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The baseline. */
  readonly y: number;
  /** The size of most of its characters. */
  readonly size: number;
  /** Whether most of its characters are. */
  readonly bold: boolean;
  readonly mono: boolean;
  /** 0 for upright text; text turned by another angle has a number, and coordinates, of its own. */
  readonly turn: number;
  /** What stands a little apart in it, such as the cells of a narrow table, if that is more than one thing. */
  readonly pieces?: readonly Pick<Segment, "text" | "left" | "right">[];
  /** How many lines its row has, if it is a cell that was put together. */
  readonly lines?: number;
}

/** Segments on one baseline that are read one after the other. */
export interface Line extends Segment {
  /** 1-based. */
  readonly page: number;
  /** In reading order; a table's row has one for each cell. */
  readonly segments: readonly Segment[];
  /** The level of the heading that the outline says the line is, or begins or goes on with. */
  readonly outline?: { readonly level: number; readonly first: boolean };
}

/** A page's text before its lines are ordered. */
export interface PageText {
  /** 1-based. */
  readonly page: number;
  readonly height: number;
  /** In the order in which the page draws them. */
  readonly segments: readonly Segment[];
}
