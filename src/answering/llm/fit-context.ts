import type { RankedPassage } from "../../core/passage.js";

/**
 * Tokenizers differ; a token is some four bytes of English, three of German or Chinese. Three are on the safe side.
 */
const BYTES_PER_TOKEN = 3;

/** About how many tokens a text takes, rather too many than too few. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/**
 * The best passages that fit into a budget, in their order. They stay whole; only if not even the first one fits, it
 * is cut behind its last sentence that does.
 *
 * @param budget in tokens
 * @param render a passage as the model is to see it
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
