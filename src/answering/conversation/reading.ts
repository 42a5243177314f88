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
  /** What was said, without anything of the conversation; where a part was exchanged, all of the question. */
  readonly said: string;
  /** Whether nothing of the conversation was added to what was said. */
  readonly isAsSaid: boolean;
}

/** How a follow-up may be meant, the likelier first. */
export type Readings = readonly [Reading, ...Reading[]];

/** The reading that takes a question as it was said. */
export function asSaid(question: string): Reading {
  return { question, asked: question, said: question, isAsSaid: true };
}

/** A reading of which all has to be answered, with something of the conversation in it. */
export function filledReading(question: string, said = question): Reading {
  return { question, asked: question, said, isAsSaid: false };
}

/** A question that adds something to the one before: `Wie hoch ist die Steuer, bei zwei Hunden?` */
export function addedReading(before: string, said: string): Reading {
  const asked = `${capital(said)}?`;
  return { question: `${strip(before)}, ${said}?`, asked, said: asked, isAsSaid: false };
}

/** A question with what it is about behind it: `Wer nutzt sie (Straße, Schmuggler)?` */
export function withWords(said: string, topic: readonly string[]): Reading {
  const asked = `${capital(said)}?`;
  const own = new Set(words(said).map(({ text }) => fold(text)));
  const added = topic.filter((words) => !own.has(fold(words)));
  const question = added.length === 0 ? asked : `${capital(said)} (${added.join(", ")})?`;
  return { question, asked, said: asked, isAsSaid: false };
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
