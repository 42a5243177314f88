import type { Json } from "./json-value.js";

/** A number by the grammar of JSON (RFC 8259, section 6), at `lastIndex`. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])/uy;

/**
 * Parses a JSON text. A number that JavaScript would write otherwise becomes a string.
 * @throws SyntaxError if the text isn't JSON
 */
export function parseJson(json: string): Json {
  const value: Json = JSON.parse(json);
  const kept = keepNumbers(json);
  return kept === json ? value : JSON.parse(kept);
}

/**
 * Quotes every number that JavaScript would write otherwise: a version `1.10` or an identifier of twenty digits has
 * to be cited as it stands in the file.
 */
export function keepNumbers(json: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === 0x22) {
      i = endOfString(json, i);
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      NUMBER.lastIndex = i;
      const number = NUMBER.exec(json)?.[0];
      if (number !== undefined && String(Number(number)) !== number) {
        parts.push(json.slice(copied, i), `"${number}"`);
        copied = i + number.length;
      }
      i += Math.max(0, (number?.length ?? 1) - 1);
    }
  }
  return parts.length === 0 ? json : parts.join("") + json.slice(copied);
}

/** The index of the quotation mark that closes a string, or the end of the text. */
function endOfString(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === 0x5c) {
      i++;
    } else if (code === 0x22) {
      return i;
    }
  }
  return json.length;
}

/** One line of JSON Lines. */
export interface JsonEntry {
  /** 1-based, as an editor numbers it. */
  readonly row: number;
  /** Undefined if the line isn't JSON. */
  readonly value: Json | undefined;
  /** The line itself. */
  readonly source: string;
}

/** Reading stops when there are so many more broken lines than whole ones. */
const ENOUGH_BROKEN = 100;

/**
 * The lines of a text in JSON Lines, without blank ones.
 * @returns undefined if the text isn't JSON Lines: most of its lines aren't whole JSON objects or arrays
 */
export function readJsonLines(text: string): JsonEntry[] | undefined {
  const entries: JsonEntry[] = [];
  let surplus = 0;
  for (const [i, line] of text.split("\n").entries()) {
    const source = line.trim();
    if (source === "") {
      continue;
    }
    const value = parseLine(source);
    entries.push({ row: i + 1, value, source });
    surplus += typeof value === "object" && value !== null ? 1 : -1;
    if (surplus < -ENOUGH_BROKEN) {
      return undefined;
    }
  }
  return surplus > 0 ? entries : undefined;
}

function parseLine(line: string): Json | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}
