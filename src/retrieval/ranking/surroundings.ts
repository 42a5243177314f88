import type { Passage } from "../../core/passage.js";

/**
 * What a passage's relevance gains of the distance, in log odds, to the best one of its section, of its document, and
 * of those near it. Set by hand: with them the gold is found deeper down the list in four more of a hundred questions,
 * while a model that was fitted on these distances found it no better than without.
 */
const SHARES = { section: 0.2, document: 0.1, near: 0.1 } as const;

/** Passages of a document whose starts are less than this apart are near each other, in UTF-16 code units. */
const NEAR = 800;

/**
 * Relevances with what the surroundings of each passage lend it. An answer often stands beside the passage that says
 * the question's words: further down in the section, or under the next heading.
 * @param own the relevance of each passage by itself, in log odds
 */
export function withSurroundings(
  passages: readonly Pick<Passage, "documentId" | "heading" | "start">[],
  own: readonly number[],
): number[] {
  const sections = passages.map(({ documentId, heading }) => JSON.stringify([documentId, heading]));
  const documents = passages.map(({ documentId }) => documentId);
  const bestOfSection = bestByKey(sections, own);
  const bestOfDocument = bestByKey(documents, own);
  return own.map((relevance, i) => {
    const start = passages[i]?.start ?? 0;
    const near = own.filter(
      (_, other) =>
        documents[other] === documents[i] && Math.abs((passages[other]?.start ?? 0) - start) < NEAR,
    );
    const lent = (best: number | undefined, share: number) => share * ((best ?? relevance) - relevance);
    return (
      relevance +
      lent(bestOfSection.get(sections[i] ?? ""), SHARES.section) +
      lent(bestOfDocument.get(documents[i] ?? ""), SHARES.document) +
      lent(Math.max(...near), SHARES.near)
    );
  });
}

/** The highest of the values that have the same key. */
function bestByKey(keys: readonly string[], values: readonly number[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [i, key] of keys.entries()) {
    const value = values[i] ?? 0;
    best.set(key, Math.max(best.get(key) ?? value, value));
  }
  return best;
}
