import type { RankedPassage } from "../../core/passage.js";
import { estimateTokens } from "./tokens.js";

/**
 * The best passages that fit into a budget, in their order. Passages stay whole, except that the first one is cut
 * after a sentence if it doesn't fit by itself.
 *
 * @param budget in tokens
 * @param render gives a passage as the model will see it
 */
export function fitContext(
  context: readonly RankedPassage[],
  budget: number,
  render: (source: RankedPassage, index: number) => string,
): readonly RankedPassage[] {
  let left = budget;
  const fitting: RankedPassage[] = [];
  for (const [i, source] of context.entries()) {
    left -= estimateTokens(render(source, i));
    if (left < 0) {
      break;
    }
    fitting.push(source);
  }
  const [first] = context;
  if (fitting.length > 0 || first === undefined) {
    return fitting;
  }
  const cut = firstSentences(first, (source) => estimateTokens(render(source, 0)) <= budget);
  return cut === undefined ? [] : [cut];
}

/** As many sentences from a passage's start as fit; undefined if not even one does. */
function firstSentences(
  source: RankedPassage,
  fits: (source: RankedPassage) => boolean,
): RankedPassage | undefined {
  for (let count = source.sentences.length - 1; count > 0; count--) {
    const sentences = source.sentences.slice(0, count);
    const end = sentences.at(-1)?.end ?? source.passage.start;
    const text = source.passage.text.slice(0, end - source.passage.start);
    const cut = { ...source, sentences, passage: { ...source.passage, text, end } };
    if (fits(cut)) {
      return cut;
    }
  }
  return undefined;
}
