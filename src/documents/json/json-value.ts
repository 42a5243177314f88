import { withoutMarkup } from "./markup-text.js";

/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

/** A JSON object. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** Whether a value is an object, not an array. */
export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A text that isn't blank, or undefined. */
export function stringOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/**
 * The longest short text, in characters; longer texts, and those of several sentences or lines, are paragraphs of
 * their own.
 */
const SHORT_MAX = 200;

/** A text that is longer with its markup isn't examined without it. */
const MARKED_UP_MAX = 10 * SHORT_MAX;

/** Whether a value fits on a line beside others. */
export function isShort(value: Json): boolean {
  if (typeof value === "object" && value !== null) {
    return false;
  }
  if (typeof value !== "string") {
    return true;
  }
  const text = value.length > MARKED_UP_MAX ? value : withoutMarkup(value).trim();
  return text.length <= SHORT_MAX && !/\n|[.!?…]["'”“»)\]]*\s+\p{Lu}/u.test(text);
}

/** A value that is neither object nor list as text, without the markup of HTML; nothing for null. */
export function scalarText(value: Json): string {
  return value === null || typeof value === "object" ? "" : withoutMarkup(String(value));
}

/** The keys that name an entry, the best first. */
const NAME_KEYS = ["title", "name", "heading", "question", "label", "titel", "frage", "id"];

/** The key whose value names an entry, or undefined. */
export function nameKeyOf(record: JsonRecord): string | undefined {
  return NAME_KEYS.find((key) => {
    const name = stringOf(record[key]);
    return name !== undefined && isShort(name);
  });
}

/** The name of an entry, or undefined. */
export function nameOf(record: JsonRecord): string | undefined {
  const key = nameKeyOf(record);
  return key === undefined ? undefined : stringOf(record[key]);
}

/** A key that is no name in words but a path, an address or the like. */
const VERBATIM = /[^\p{L}\p{M}\p{N}_\s'’()-]/u;

/**
 * A key in words: `openingHours` and `opening_hours` give `Opening hours`; `URL` and `User ID` stay, and so does
 * `./lib/readFile`, which is looked for as it is written.
 */
export function keyInWords(key: string): string {
  if (VERBATIM.test(key)) {
    return key.trim();
  }
  const parted = key
    .replace(/[_\s]+/gu, " ")
    .replace(/(\p{Ll}|\d)(\p{Lu})(\p{Ll})?/gu, partWords)
    .trim();
  return parted.charAt(0).toUpperCase() + parted.slice(1);
}

/** Parts camel case before a capital; one that begins an ordinary word becomes a small letter. */
function partWords(_: string, before: string, capital: string, after: string | undefined): string {
  return after === undefined ? `${before} ${capital}` : `${before} ${capital.toLowerCase()}${after}`;
}
