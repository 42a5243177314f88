/** A formula as a tree, whatever markup it was written in. */
export type Formula =
  /** Letters, numbers and operators. */
  | { readonly kind: "symbols"; readonly text: string }
  /** Ordinary words within a formula. */
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "row"; readonly parts: readonly Formula[] }
  | { readonly kind: "fraction"; readonly above: Formula; readonly below: Formula }
  /** With a subscript or lower limit, a superscript or upper limit, or both. */
  | {
      readonly kind: "script";
      readonly base: Formula;
      readonly sub: Formula | undefined;
      readonly sup: Formula | undefined;
    }
  | { readonly kind: "root"; readonly radicand: Formula; readonly degree: Formula | undefined }
  | {
      readonly kind: "fence";
      readonly open: string;
      readonly close: string;
      readonly separator: string;
      readonly parts: readonly Formula[];
    }
  /** A matrix, or equations below each other. */
  | { readonly kind: "table"; readonly rows: readonly (readonly Formula[])[] }
  /** A letter with a combining character above or below. */
  | { readonly kind: "accent"; readonly base: Formula; readonly mark: string };

/** The parts of a formula beside each other. */
export function row(parts: readonly Formula[]): Formula {
  const [only, second] = parts;
  return only !== undefined && second === undefined ? only : { kind: "row", parts };
}

/** Signs that programs put between the parts of a formula and that nobody sees. */
const INVISIBLE = /[\u2061-\u2064\u200B\u2060]/gu;

/** The italic, bold and script letters that Unicode has for formulas. */
const STYLED_LETTERS = /[\u{1D400}-\u{1D7FF}\u210E]/gu;

/** Letters, numbers and operators; styled letters become plain ones, which readers search for. */
export function symbols(text: string): Formula {
  const plain = text.replace(STYLED_LETTERS, (letter) => letter.normalize("NFKC"));
  return { kind: "symbols", text: plain.replace(INVISIBLE, "") };
}

/** Accents that stand for themselves, and the combining characters that they are above a letter. */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["^", "\u0302"],
  ["\u02c6", "\u0302"],
  ["~", "\u0303"],
  ["\u02dc", "\u0303"],
  ["\u00af", "\u0304"],
  ["\u203e", "\u0304"],
  ["\u02c9", "\u0304"],
  ["\u2192", "\u20d7"],
  ["\u02d9", "\u0307"],
  ["\u00a8", "\u0308"],
  ["\u02c7", "\u030c"],
]);

/** Lines and braces along the whole of what they mark. */
const STRETCHED = /^[\u23de\u23df\u23dc\u23dd\ufe37\ufe38_]$/u;

/**
 * What has something above or below it: an accent, a line or brace along it, or a limit.
 * @param text of the mark
 * @param limits it, where it turns out to be one
 */
export function withMark(
  base: Formula,
  text: string,
  limits: { readonly sub: Formula | undefined; readonly sup: Formula | undefined },
): Formula {
  const sign = text.trim();
  if (STRETCHED.test(sign)) {
    return base;
  }
  const mark = /^\p{M}$/u.test(sign) ? sign : ACCENTS.get(sign);
  return mark === undefined || limits.sup === undefined
    ? { kind: "script", base, ...limits }
    : { kind: "accent", base, mark };
}
