import type { Span } from "../core/document.js";
import { sentences } from "../text/sentences.js";
import { TextMemory } from "../text/text-memory.js";

/** By language. With their sentences, texts of so many UTF-16 code units take about 1 MB. */
const KNOWN = new TextMemory<Map<string, readonly Span[]>>(300_000);

/** What `sentences` gives, remembered: excerpts are cut out of the same texts again and again. */
export function readSentences(text: string, language: string): readonly Span[] {
  const byLanguage = KNOWN.of(text, () => new Map());
  const found = byLanguage.get(language) ?? sentences(text, language);
  byLanguage.set(language, found);
  return found;
}
