import type { Span } from "../../core/document.js";

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
