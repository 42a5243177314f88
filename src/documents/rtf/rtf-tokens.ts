/** One token of RTF (1.9.1, "Basic Entities"). */
export type RtfToken =
  | { readonly kind: "open" | "close" }
  /** A control word with its number, such as `\fs24`. */
  | { readonly kind: "word"; readonly name: string; readonly value: number | null }
  /** A control symbol, such as `\~`. */
  | { readonly kind: "symbol"; readonly sign: string }
  /** Text in the encoding of the font; each character is one byte. */
  | { readonly kind: "text"; readonly bytes: string };

const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([\da-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)/uy;

/**
 * The tokens of an RTF file. Binary data behind `\bin` is passed over.
 * @param source each character is one byte
 */
export function* rtfTokens(source: string): Generator<RtfToken> {
  let at = 0;
  for (let match = matchAt(source, at); match !== null; match = matchAt(source, at)) {
    at += match[0].length;
    const [, name, digits, hex, sign, brace, text = ""] = match;
    const value = digits === undefined ? null : Number(digits);
    if (name === "bin") {
      at += Math.max(value ?? 0, 0);
    } else if (name !== undefined) {
      yield { kind: "word", name, value };
    } else if (hex !== undefined) {
      yield { kind: "text", bytes: String.fromCharCode(Number.parseInt(hex, 16)) };
    } else if (sign !== undefined) {
      yield tokenOfSymbol(sign);
    } else if (brace !== undefined) {
      yield { kind: brace === "{" ? "open" : "close" };
    } else {
      // Line breaks of the file mean nothing.
      yield { kind: "text", bytes: text.replace(/[\r\n]+/gu, "") };
    }
  }
}

function matchAt(source: string, at: number): RegExpExecArray | null {
  TOKEN.lastIndex = at;
  return TOKEN.exec(source);
}

function tokenOfSymbol(sign: string): RtfToken {
  if (sign === "\\" || sign === "{" || sign === "}") {
    return { kind: "text", bytes: sign };
  }
  // A line break behind a backslash ends a paragraph.
  return sign === "\n" || sign === "\r"
    ? { kind: "word", name: "par", value: null }
    : { kind: "symbol", sign };
}
