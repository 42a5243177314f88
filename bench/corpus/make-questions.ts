import type { Span } from "../../src/core/document.js";
import type { Question } from "../../src/evaluation/data-set.js";
import { stopWords } from "../../src/text/content-words.js";
import { detectLanguage } from "../../src/text/language.js";
import { sentences } from "../../src/text/sentences.js";
import { fold, words } from "../../src/text/words.js";
import { filesOf, readDocument } from "./documents-of.js";
import { createRandom } from "./random.js";

/** How people begin to ask. */
const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  de: [
    "Was ist",
    "Wann wurde",
    "Wie viele",
    "Warum hat",
    "Wer war",
    "Welche",
    "Wo liegt",
    "Seit wann gibt es",
  ],
  en: ["What is", "When was", "How many", "Why did", "Who was", "Which", "Where does", "Since when does"],
};

const MIN_WORDS = 3;
const MAX_WORDS = 7;

/**
 * Questions to a folder of German and English documents, the same for the same folder: each takes three to seven
 * content words of a sentence somewhere in it, in their order, and begins as questions of its language do. The
 * sentence is the gold.
 */
export async function makeQuestions(folder: string, count: number): Promise<Question[]> {
  const random = createRandom(count);
  const below = (limit: number) => Math.floor(random() * limit);
  const files = await filesOf(folder);
  const made: Question[] = [];
  while (made.length < count) {
    const document = await readDocument(folder, files[below(files.length)] ?? "");
    const text = document?.text ?? "";
    const language = detectLanguage(text, Object.keys(OPENINGS));
    const openings = OPENINGS[language] ?? [];
    const all = sentencesOf(text, language);
    const sentence = all[below(all.length)];
    if (document === undefined || sentence === undefined) {
      continue;
    }
    const gold = { ...sentence, document: document.path, text: text.slice(sentence.start, sentence.end) };
    const content = contentWords(gold.text, language);
    if (content.length < MIN_WORDS) {
      continue;
    }
    const kept = MIN_WORDS + below(MAX_WORDS - MIN_WORDS + 1);
    while (content.length > kept) {
      content.splice(below(content.length), 1);
    }
    const question = `${openings[below(openings.length)]} ${content.join(" ")}?`;
    made.push({ id: String(made.length), language, question, answerable: true, gold: [gold] });
  }
  return made;
}

/** Line by line, so that a heading isn't taken for the beginning of a sentence. */
function sentencesOf(text: string, language: string): Span[] {
  return Array.from(text.matchAll(/.+/gu)).flatMap(({ 0: line, index }) =>
    sentences(line, language).map(({ start, end }) => ({ start: index + start, end: index + end })),
  );
}

function contentWords(sentence: string, language: string): string[] {
  const stop = stopWords(language);
  return words(sentence)
    .map(({ text }) => text)
    .filter((word) => !stop.has(fold(word)));
}
