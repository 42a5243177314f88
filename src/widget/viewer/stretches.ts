import type { TextBlock } from "./blocks.js";

/** Neighbouring blocks that are laid out together, once they come near the window. */
export interface Stretch {
  /** The first block's index. */
  readonly from: number;
  /** The index after the last block's. */
  readonly to: number;
  /** In UTF-16 code units. */
  readonly characters: number;
  /** How many lines end before the text's edge, whatever its width. */
  readonly lineEnds: number;
}

/** A stretch is complete when it has so many blocks or characters: some ten screens of text, laid out within a frame. */
const MOST_BLOCKS = 40;
const MOST_CHARACTERS = 20_000;

/** Divides a document's blocks into stretches. */
export function stretchesOf(blocks: readonly TextBlock[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  let characters = 0;
  let lineEnds = 0;
  blocks.forEach((block, i) => {
    characters += block.text.length;
    lineEnds += linesOf(block.text);
    const to = i + 1;
    if (to < blocks.length && to - from < MOST_BLOCKS && characters < MOST_CHARACTERS) {
      return;
    }
    stretches.push({ from, to, characters, lineEnds });
    from = to;
    characters = 0;
    lineEnds = 0;
  });
  return stretches;
}

function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}
