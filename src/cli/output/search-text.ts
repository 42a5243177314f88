import { placeName } from "../../app/place-name.js";
import type { ScoredPassage } from "../../core/passage.js";
import type { Layout } from "../terminal.js";
import { type DocumentPaths, location } from "./place.js";
import { oneLine } from "./printable.js";
import { wrap } from "./wrap.js";

/** What a search says that found nothing. */
export const NOTHING_FOUND = "No passages: the index holds no documents.\n";

/** What stands before the lines under a passage's heading. */
export const PASSAGE_INDENT = "    ";

/** Passages as a ranked list: score, place, text and position. */
export function rankedText(passages: readonly ScoredPassage[], paths: DocumentPaths, layout: Layout): string {
  if (passages.length === 0) {
    return NOTHING_FOUND;
  }
  return passages.map((passage, index) => passageText(passage, index + 1, paths, layout)).join("\n");
}

/** A passage's rank, score and place, on one line. */
export function passageHeading(passage: ScoredPassage, rank: number, { style }: Layout): string {
  const number = String(rank).padStart(2);
  return `${number}  ${style("cyan", passage.score.toFixed(3))}  ${style("bold", placeName(passage))}`;
}

function passageText(passage: ScoredPassage, rank: number, paths: DocumentPaths, layout: Layout): string {
  return [
    passageHeading(passage, rank, layout),
    wrap(oneLine(passage.text), layout.width, PASSAGE_INDENT),
    `${PASSAGE_INDENT}${layout.style("dim", location(passage, paths))}`,
    "",
  ].join("\n");
}
