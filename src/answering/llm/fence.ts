import { randomBytes } from "node:crypto";
import type { Place } from "../../core/document.js";
import type { RankedPassage } from "../../core/passage.js";
import { EN } from "../../languages/en.js";
import { findLanguage } from "../../languages/find-language.js";

/**
 * A number for the tags around quoted text that is used once: a document, question or message that was written before
 * can't hold the tag that ends its quotation.
 */
export function makeNonce(): string {
  return randomBytes(8).toString("hex");
}

/** How passages are put into a prompt. */
export interface FenceOptions {
  readonly nonce: string;
  /** ISO 639-1 code of the language to answer in, or `und`. */
  readonly language: string;
}

/** A passage with its number and place, between tags that its own text can't close. */
export function fencePassage(
  { passage }: RankedPassage,
  index: number,
  { nonce, language }: FenceOptions,
): string {
  const place = [passage.title, ...passage.heading, ...placeWords(passage, language)].join(" › ");
  return `<passage-${nonce} number="${index + 1}">\n${oneLine(place)}\n${defuseTags(passage.text)}\n</passage-${nonce}>`;
}

/** A title can't pretend to be a line of its own. */
function oneLine(text: string): string {
  return defuseTags(text).replace(/\s+/gu, " ");
}

/** Makes text of what looks like one of our tags, for a model that doesn't compare the nonce. */
export function defuseTags(text: string): string {
  return text.replace(/<(?=\/?(?:passage|conversation)s?\b)/giu, "‹");
}

/**
 * Where something stands, in words: `page 3`, `0:42` for a time; empty if that isn't known.
 * @param language ISO 639-1 code; English where Footnote has no words of it
 */
export function placeWords({ page, slide, row, time }: Place, language: string): string[] {
  const { texts } = findLanguage(language) ?? EN;
  return [
    ...(page === null ? [] : [texts.page(page)]),
    ...(slide === null ? [] : [texts.slide(slide)]),
    ...(row === null ? [] : [texts.row(row)]),
    ...(time === null ? [] : [clock(time)]),
  ];
}

/** `1:02:03`, `0:42`. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(":")}` : parts.join(":").replace(/^0/u, "");
}
