import { randomBytes } from "node:crypto";
import type { RankedPassage } from "../../core/passage.js";
import { placeWords } from "./place-words.js";

/**
 * A key for the tags around quoted text. It is new for each prompt, so that no document, question or message can
 * hold the tag that ends its quotation.
 */
export function fenceKey(): string {
  return randomBytes(8).toString("hex");
}

/** A passage with its number and place, between tags that its own text can't close. */
export function fencePassage({ passage }: RankedPassage, index: number, key: string): string {
  const place = [passage.title, ...passage.heading, ...placeWords(passage)].join(" › ");
  return `<passage-${key} number="${index + 1}">\n${oneLine(place)}\n${inert(passage.text)}\n</passage-${key}>`;
}

/** A title can't pretend to be a line of its own. */
function oneLine(text: string): string {
  return inert(text).replace(/\s+/gu, " ");
}

/** Tags that look like ours are no tags, even for a model that doesn't look closely at the key. */
export function inert(text: string): string {
  return text.replace(/<(?=\/?(?:passage|conversation)s?\b)/giu, "‹");
}
