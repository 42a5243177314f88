/**
 * The probabilities that log odds mean among each other: positive, in the same order, and together 1.
 * @param logits finite; a constant added to all changes nothing
 */
export function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
