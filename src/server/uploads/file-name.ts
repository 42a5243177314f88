import { Buffer } from "node:buffer";
import path from "node:path";

const LONGEST_BYTES = 200;
/** Control characters, halves of surrogate pairs, and marks that reverse the direction of text. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RESERVED_CHARACTERS = /[<>:"|?*]/g;
/** What Windows takes for a device whatever the extension. */
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i;

/**
 * A name that a file may have on every system, made from what a client sent: the last part of a path, in NFC,
 * not hidden, of at most 200 bytes in UTF-8 with its extension kept.
 * @returns empty if nothing is left of it
 */
export function safeFileName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? "";
  const clean = base
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(RESERVED_CHARACTERS, "_")
    .replace(/^[.\s~]+/, "")
    .replace(/[.\s]+$/, "");
  return shorten(DEVICE_NAME.test(clean) ? `_${clean}` : clean);
}

/**
 * The parts of a folder's path as a client sent it, relative to the documents.
 * @returns undefined if a part isn't a name that `safeFileName` would leave as it is, such as `..`
 */
export function safeFolder(given: string): readonly string[] | undefined {
  const parts = given
    .normalize("NFC")
    .split("/")
    .filter((part) => part !== "");
  return parts.every((part) => safeFileName(part) === part) ? parts : undefined;
}

function shorten(name: string): string {
  const extension = path.extname(name);
  let stem = name.slice(0, name.length - extension.length);
  while (stem !== "" && Buffer.byteLength(stem + extension) > LONGEST_BYTES) {
    stem = [...stem].slice(0, -1).join("");
  }
  return stem === "" ? "" : stem.trimEnd() + extension;
}
