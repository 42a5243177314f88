/** Finds any of these words and phrases in a folded text, whole: each is a regular expression. */
export function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${patterns.join("|")})\\b`, "u");
}
