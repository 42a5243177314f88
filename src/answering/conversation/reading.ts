import type { Span } from "../../core/document.js";
import { fold, words } from "../../text/words.js";

/** One way to understand a question without its conversation. */
export interface Reading {
  /** The question to retrieve for. */
  readonly question: string;
  /**
   * The part of it that has to be answered: without the topic that was taken from the question before, which any
   * passage found holds.
   */
  readonly asked: string;
}

/** How a follow-up may be meant, the likelier first. */
export type Readings = readonly [Reading, ...Reading[]];

/** A reading of which all has to be answered. */
export function plainReading(question: string): Reading {
  return { question, asked: question };
}

/** A question with what it is about behind it: `Wer nutzt sie (Straße, Schmuggler)?` */
export function withWords(said: string, topic: readonly string[]): Reading {
  const asked = `${capital(said)}?`;
  const own = new Set(words(said).map(({ text }) => fold(text)));
  const added = topic.filter((words) => !own.has(fold(words)));
  return { asked, question: added.length === 0 ? asked : `${capital(said)} (${added.join(", ")})?` };
}

/** A text with another one in the place of a span. */
export function splice(text: string, { start, end }: Span, by: string): string {
  return `${text.slice(0, start)}${by.trim()}${text.slice(end)}`;
}

/** A text without punctuation and white space around it. */
export function strip(text: string): string {
  return text.replace(/^[\s,;:.!?¿¡–-]+|[\s,;:.!?–-]+$/gu, "");
}

/** A text that begins with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
