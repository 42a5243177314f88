import { parseJson } from "./json-numbers.js";
import type { Json } from "./json-value.js";

/** One line of JSON Lines. */
export interface JsonEntry {
  /** 1-based, as an editor numbers it. */
  readonly row: number;
  /** Undefined if the line isn't JSON. */
  readonly value: Json | undefined;
  /** The line itself. */
  readonly source: string;
}

/** So many broken lines more than whole ones, and the rest isn't looked at. */
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
