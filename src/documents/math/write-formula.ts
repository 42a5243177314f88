import { oneLine } from "../cell-text.js";
import { superscript } from "../text-builder.js";
import type { Formula } from "./formula.js";

/**
 * A formula on one line, as one would type it: `x = (−b ± √(b² − 4ac))/(2a)`. Raised numbers are Unicode's superscript
 * digits; other scripts are marked by `_` and `^`, as in UnicodeMath (Unicode Technical Note 28). Rows of a matrix are
 * parted by semicolons.
 */
export function writeFormula(formula: Formula): string {
  return oneLine(join(tokensOf(formula), " "));
}

/** What stands next to each other on the line. */
interface Token {
  readonly text: string;
  readonly kind:
    | "operand"
    | "fraction"
    /** Ends in a script that a following letter would seem to belong to. */
    | "script"
    /** In brackets of its own. */
    | "group"
    | "words"
    /** A sum, a product or an integral. */
    | "big"
    | "relation"
    | "binary"
    | "open"
    | "close"
    | "comma"
    | "mark"
    | "space";
}

const PATTERNS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["space", /\s+/uy],
  ["operand", /[\p{L}\p{M}\p{N}\u221e\u2205\u2202\u2207\u0394]+(?:[.,]\p{N}+)*/uy],
  [
    "relation",
    /[:!]?[=<>]=?|[\u2190-\u21ff\u2208-\u220d\u221d\u2224\u2226-\u222a\u223c-\u22a5\u27f5-\u27ff\u2a7d\u2a7e]/uy,
  ],
  ["binary", /[-+\u2212\u00b1\u2213\u00d7\u00b7\u22c5\u2217*\u00f7]/uy],
  ["big", /[\u220f-\u2211\u222b-\u2233\u22c0-\u22c3\u2a00-\u2a06]/uy],
  ["open", /[([{\u2308\u230a\u27e8]/uy],
  ["close", /[)\]}\u2309\u230b\u27e9]/uy],
  ["comma", /[,;]/uy],
  ["mark", /./suy],
];

function tokensOf(formula: Formula): Token[] {
  switch (formula.kind) {
    case "symbols":
      return tokenise(formula.text);
    case "words":
      return [{ kind: "words", text: formula.text }];
    case "row":
      return formula.parts.flatMap(tokensOf);
    case "fraction":
      return [{ kind: "fraction", text: `${numerator(formula.above)}/${denominator(formula.below)}` }];
    case "script":
      return [scripted(formula)];
    case "root":
      return [{ kind: "group", text: `${rootSign(formula.degree)}(${writeFormula(formula.radicand)})` }];
    case "fence":
      return [{ kind: "group", text: fenced(formula) }];
    case "table":
      return [{ kind: "group", text: `[${rowsOf(formula)}]` }];
    case "accent":
      return [accented(formula)];
  }
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) {
      return { kind, text: found[0] };
    }
  }
  return { kind: "mark", text: text.slice(at) };
}

/** @param gap what stands around operators: nothing within a script */
function join(tokens: readonly Token[], gap: " " | ""): string {
  let text = "";
  let last: Token | undefined;
  let unary = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "space") {
      text += " ";
      continue;
    }
    const isUnary = token.kind === "binary" && !isOperand(last);
    if (!text.endsWith(" ") && !isDecimal(text, token)) {
      text += unary || isUnary ? unaryGap(last, gap, isUnary) : gapBetween(last, token, gap);
    }
    text += token.kind === "fraction" && isFactor(tokens[index + 1]) ? `(${token.text})` : token.text;
    unary = isUnary;
    last = token;
  }
  return text.trim();
}

/** Whether a token goes on with the digits of a number behind its comma. */
function isDecimal(text: string, token: Token): boolean {
  return /^\p{N},$/u.test(text.slice(-2)) && /^\p{N}/u.test(token.text);
}

/** A sign in front of a number stands close to it, not to the operator before. */
function unaryGap(last: Token | undefined, gap: " " | "", isUnary: boolean): " " | "" {
  return isUnary && (last?.kind === "relation" || last?.kind === "comma") ? gap : "";
}

function gapBetween(last: Token | undefined, token: Token, gap: " " | ""): " " | "" {
  if (last === undefined || last.kind === "open" || token.kind === "close" || token.kind === "comma") {
    return "";
  }
  if (isOperator(last) || isOperator(token) || last.kind === "comma") {
    return gap;
  }
  if (last.kind === "big" || (token.kind === "big" && isOperand(last))) {
    return " ";
  }
  if (token.kind === "fraction") {
    return isOperand(last) ? " " : "";
  }
  return runsTogether(last, token) ? " " : "";
}

/** Whether two tokens would look like one word or number, such as `48` and `kW`. */
function runsTogether(last: Token, token: Token): boolean {
  if (!/^[\p{L}\p{N}\u221a]/u.test(token.text)) {
    return false;
  }
  if (last.kind === "script") {
    return true;
  }
  if (!/[\p{L}\p{N}]$/u.test(last.text)) {
    return last.kind === "group" && isWord(token);
  }
  return isWord(last) || isWord(token) || (/\p{N}$/u.test(last.text) && /^\p{N}/u.test(token.text));
}

function isWord({ text }: Token): boolean {
  return /\p{L}{2}/u.test(text);
}

function isOperator({ kind }: Token): boolean {
  return kind === "relation" || kind === "binary";
}

/** Whether a plus or minus behind it is between two operands. */
function isOperand(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    ["operand", "fraction", "script", "group", "words", "close", "mark"].includes(token.kind)
  );
}

/** Whether a fraction in front would seem to end in it. */
function isFactor(token: Token | undefined): boolean {
  return (
    token !== undefined && ["operand", "fraction", "script", "group", "big", "open"].includes(token.kind)
  );
}

/** A product may stand above a fraction's line as it is. */
function numerator(formula: Formula): string {
  const tokens = tokensOf(formula);
  const isProduct = tokens.every(({ kind }) => kind === "operand" || kind === "script" || kind === "group");
  const text = join(tokens, " ");
  return isProduct && !/\s/u.test(text) ? text : inParentheses(text);
}

function denominator(formula: Formula): string {
  return closed(tokensOf(formula), " ");
}

/** As it is if it is one thing, else in parentheses. */
function closed(tokens: readonly Token[], gap: " " | ""): string {
  const [only, second] = tokens;
  const text = join(tokens, gap);
  const isOne = second === undefined && (only?.kind === "script" || only?.kind === "group");
  return isOne || isName(text) || isBracketed(tokens) ? text : inParentheses(text);
}

/** Whether the first bracket is closed by the last one. */
function isBracketed(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const [index, { kind }] of tokens.entries()) {
    depth += kind === "open" ? 1 : kind === "close" ? -1 : 0;
    if (depth === 0) {
      return kind === "close" && index === tokens.length - 1;
    }
  }
  return false;
}

function inParentheses(text: string): string {
  return text === "" ? "" : `(${text})`;
}

/** Letters or a number, not both: `1/2a` could be read in two ways. */
function isName(text: string): boolean {
  return /^(?:[\p{L}\p{M}\u2202\u2207]+|\p{N}[\p{N}.,]*[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]*|[^\p{L}\p{N}\s])$/u.test(
    text,
  );
}

/** Written directly behind what they belong to. */
const PRIMES = /^[\u2032-\u2034'*\u2020\u2021\u00b0]+$/u;

/** A small circle that stands for degrees. */
const RING = "\u2218";

function scripted({ base, sub, sup }: Extract<Formula, { kind: "script" }>): Token {
  const tokens = tokensOf(base);
  const below = sub === undefined ? "" : scriptText(sub);
  const above = sup === undefined ? "" : scriptText(sup).replace(RING, "\u00b0");
  const raised = superscript(above);
  const isDirect = raised !== above || PRIMES.test(above);
  const text = [
    isBase(tokens) ? join(tokens, " ") : closed(tokens, " "),
    below === "" ? "" : `_${below}`,
    isDirect ? raised : above === "" ? "" : `^${above}`,
  ].join("");
  if (tokens.length === 1 && tokens[0]?.kind === "big") {
    return { kind: "big", text };
  }
  return { kind: (above === "" && below === "") || isDirect ? "operand" : "script", text };
}

/** A product, of which the script belongs to the last letter, as in `mc²`. */
function isBase(tokens: readonly Token[]): boolean {
  return tokens.length === 1 && tokens[0]?.kind !== "fraction" && tokens[0]?.kind !== "words";
}

/** A number may have its sign. */
function scriptText(formula: Formula): string {
  const tokens = tokensOf(formula);
  const text = join(tokens, "");
  return /^[-+\u2212]?\p{N}+$/u.test(text) || /^[-+\u2212]$/u.test(text) ? text : closed(tokens, "");
}

function rootSign(degree: Formula | undefined): string {
  const text = degree === undefined ? "" : writeFormula(degree);
  switch (text) {
    case "":
    case "2":
      return "\u221a";
    case "3":
      return "\u221b";
    case "4":
      return "\u221c";
    default:
      return `\u221a[${text}]`;
  }
}

function fenced({ open, close, separator, parts }: Extract<Formula, { kind: "fence" }>): string {
  const texts = parts.map((part) => (part.kind === "table" ? rowsOf(part) : writeFormula(part)));
  return `${open}${texts.join(/^[,;]$/u.test(separator) ? `${separator} ` : ` ${separator} `)}${close}`;
}

function rowsOf({ rows }: Extract<Formula, { kind: "table" }>): string {
  const lines = rows.map((cells) => cells.map(writeFormula).filter((text) => text !== ""));
  return lines
    .map((cells) => cells.join(", "))
    .filter((line) => line !== "")
    .join("; ");
}

function accented({ base, mark }: Extract<Formula, { kind: "accent" }>): Token {
  const text = join(tokensOf(base), " ");
  return isName(text)
    ? { kind: "operand", text: `${text}${mark}`.normalize("NFC") }
    : { kind: "group", text: `${inParentheses(text)}${mark}` };
}
