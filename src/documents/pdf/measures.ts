import type { Line } from "./layout.js";

/** What is usual in a document. */
export interface Measures {
  /** The font size of most characters, in points. */
  readonly bodySize: number;
  /** The usual distance between the baselines of a paragraph, in font sizes. */
  readonly leading: number;
  /** Whether most characters are bold, or of fixed width: then neither tells anything. */
  readonly mostlyBold: boolean;
  readonly mostlyMono: boolean;
}

/** The leading of text set solid with a little air, for documents too short to tell. */
const DEFAULT_LEADING = 1.2;
/** Lines farther apart, in font sizes, don't follow each other. */
const MAX_LEADING = 2.6;

/** Paragraphs and items of one line stand farther apart: the leading is a distance that is small for the document. */
export function measure(lines: readonly Line[]): Measures {
  const sizes = new Map<number, number>();
  let characters = 0;
  let bold = 0;
  let mono = 0;
  for (const line of lines) {
    const { length } = line.text;
    const size = Math.round(line.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + length);
    characters += length;
    if (line.bold) {
      bold += length;
    }
    if (line.mono) {
      mono += length;
    }
  }
  const [bodySize = 0] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? [];
  const distances = lines.flatMap((line, i) => distance(lines[i - 1], line, bodySize));
  const leading = distances.sort((a, b) => a - b)[Math.floor(distances.length / 4)] ?? DEFAULT_LEADING;
  return { bodySize, leading, mostlyBold: bold > characters / 2, mostlyMono: mono > characters / 2 };
}

function distance(previous: Line | undefined, line: Line, bodySize: number): number[] {
  if (previous === undefined || previous.page !== line.page) {
    return [];
  }
  if (Math.abs(line.size - bodySize) > 0.5 || Math.abs(previous.size - bodySize) > 0.5) {
    return [];
  }
  const inSizes = (line.y - previous.y) / line.size;
  return inSizes > 0.5 && inSizes < MAX_LEADING ? [inSizes] : [];
}
