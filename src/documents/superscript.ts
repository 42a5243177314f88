const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A raised number in the characters that Unicode has for it: `1990` with the footnote `3` isn't `19903`, and
 * m² isn't m2. Anything else stays.
 */
export function superscript(text: string): string {
  return /^\d{1,3}$/u.test(text) ? text.replace(/\d/gu, (digit) => RAISED[Number(digit)] ?? digit) : text;
}
