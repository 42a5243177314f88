/**
 * The probability that a text answers the question, from what a classifier gives: the logistic function of one
 * label, or the softmax share of the second of two, which by convention is the positive one.
 * @param logits one per label
 * @throws Error for another number of labels, and if the result isn't a number
 */
export function relevance(logits: ArrayLike<number>): number {
  const [first, second] = Array.from(logits);
  if (first === undefined || logits.length > 2) {
    throw new Error(`the model tells ${logits.length} labels apart; a cross-encoder has one or two`);
  }
  // The softmax of two is the logistic function of their difference.
  const probability = 1 / (1 + Math.exp(second === undefined ? -first : first - second));
  if (Number.isNaN(probability)) {
    throw new Error("the model gives a score that isn't a number");
  }
  return probability;
}
