import { eachField, type Fields, passageId, type Terms, type WordTerms } from "../../core/passage.js";
import { placeOf } from "../../core/place.js";
import type {
  CollectionStatistics,
  Hit,
  StoreQuery,
  StoreResult,
  TermCounts,
} from "../../core/ports/store/searching.js";
import type { ParagraphInput, PassageInput } from "../../core/ports/store/writing.js";
import { bm25Shares, weighTerms } from "../../ranking/bm25.js";
import { cosine } from "../../vectors/vector.js";
import { NearTerms } from "../lexical/near-terms.js";
import { TopK } from "../top-k.js";
import type { Contents, HeldDocument } from "./contents.js";

/** A passage with what is around it. */
interface HeldPassage {
  readonly document: HeldDocument;
  readonly paragraph: ParagraphInput;
  readonly passage: PassageInput;
}

const NO_TERMS: Terms = { words: [], grams: [] };

/** Searches contents in the plainest way: every passage is looked at by both legs. */
export function searchContents({ documents }: Contents, asked: StoreQuery): StoreResult {
  const start = performance.now();
  const query = { ...asked, terms: correctTerms([...documents.values()], asked.terms) };
  const wanted = [...documents.values()].filter(({ id }) => query.documents?.has(id) ?? true);
  const passages = wanted.flatMap((document) =>
    document.paragraphs.flatMap((paragraph) =>
      paragraph.passages.map((passage): HeldPassage => ({ document, paragraph, passage })),
    ),
  );
  const statistics = readStatistics([...documents.values()], query.terms);
  const lexical = bestByTerms(passages, statistics, query);
  const lexicalDone = performance.now();
  const found = new Set([...lexical, ...nearest(passages, query)]);
  const hits = passages.filter((_, i) => found.has(i)).map((held) => toHit(held, query));
  return {
    hits,
    statistics,
    timings: { lexical: lexicalDone - start, dense: performance.now() - lexicalDone },
  };
}

/** Puts the nearest word that a passage of the language holds in the place of a doubtful one that none does. */
function correctTerms(documents: readonly HeldDocument[], terms: StoreQuery["terms"]): StoreQuery["terms"] {
  return new Map(
    Array.from(terms, ([language, asked]) => {
      if (asked.doubtful === undefined) {
        return [language, asked];
      }
      const frequencies = passageFrequencies(documents, language);
      const vocabulary = new NearTerms();
      for (const term of frequencies.keys()) {
        vocabulary.add(term);
      }
      const words = asked.words.map((word) => {
        const most = asked.doubtful?.get(word);
        if (most === undefined || frequencies.has(word)) {
          return word;
        }
        const [best] = vocabulary
          .find(word, most)
          .filter(({ term }) => !asked.words.includes(term))
          .sort((a, b) => a.cost - b.cost || (frequencies.get(b.term) ?? 0) - (frequencies.get(a.term) ?? 0));
        return best?.term ?? word;
      });
      return [language, { ...asked, words }];
    }),
  );
}

/** In how many passages of a language each word stands. */
function passageFrequencies(documents: readonly HeldDocument[], language: string): Map<string, number> {
  const frequencies = new Map<string, number>();
  const passages = documents
    .flatMap((document) => document.paragraphs)
    .filter((paragraph) => paragraph.language === language)
    .flatMap((paragraph) => paragraph.passages);
  for (const { terms } of passages) {
    for (const word of new Set(terms.flatMap(({ stems }) => stems))) {
      frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    }
  }
  return frequencies;
}

/** Of each language that there are passages of and the question has terms for. */
function readStatistics(
  documents: readonly HeldDocument[],
  terms: StoreQuery["terms"],
): Map<string, CollectionStatistics> {
  const statistics = new Map<string, CollectionStatistics>();
  for (const [language, asked] of terms) {
    const paragraphs = documents
      .flatMap((document) => document.paragraphs)
      .filter((paragraph) => paragraph.language === language);
    const passages = paragraphs.flatMap((paragraph) => paragraph.passages);
    if (passages.length === 0) {
      continue;
    }
    const counts = passages.map((passage) => countTerms(passage, asked));
    statistics.set(language, {
      passages: passages.length,
      averageLength: {
        passage: averageLength(counts),
        paragraph: averageLength(paragraphs.map((paragraph) => countTerms(paragraph, asked))),
      },
      frequencies: eachField((field) =>
        asked[field].map((_, term) => counts.filter((own) => (own[field].counts[term] ?? 0) > 0).length),
      ),
      ...(asked.variantWeights !== undefined && { variantWeights: asked.variantWeights }),
    });
  }
  return statistics;
}

/** The positions of the passages that score best by terms. */
function bestByTerms(
  passages: readonly HeldPassage[],
  statistics: ReadonlyMap<string, CollectionStatistics>,
  { terms, limit, gramWeight }: StoreQuery,
): number[] {
  const weighted = new Map(Array.from(statistics, ([language, own]) => [language, weighTerms(own)]));
  const top = new TopK(limit);
  for (const [i, { passage, paragraph }] of passages.entries()) {
    const { language } = paragraph;
    const [collection, question] = [statistics.get(language), weighted.get(language)];
    if (collection === undefined || question === undefined) {
      continue;
    }
    const counts = countTerms(passage, terms.get(language) ?? NO_TERMS);
    const { words, grams } = bm25Shares(counts, question, collection.averageLength.passage);
    const score = words + gramWeight * grams;
    if (score > 0) {
      top.offer(i, score);
    }
  }
  return top.items();
}

/** The positions of the passages with the highest cosine. */
function nearest(passages: readonly HeldPassage[], { vector, limit }: StoreQuery): number[] {
  const top = new TopK(limit);
  for (const [i, { passage }] of passages.entries()) {
    top.offer(i, cosine(vector, passage.vector));
  }
  return top.items();
}

function toHit({ document, paragraph, passage }: HeldPassage, { vector, terms }: StoreQuery): Hit {
  const { id, title, text } = document;
  const { start, end, language } = paragraph;
  const asked = terms.get(language);
  return {
    passage: {
      id: passageId(id, passage),
      documentId: id,
      title,
      start: passage.start,
      end: passage.end,
      text: text.slice(passage.start, passage.end),
      ...placeOf(passage),
      heading: passage.heading,
      language,
    },
    cosine: cosine(vector, passage.vector),
    terms: countTerms(passage, asked),
    paragraph: {
      start,
      end,
      text: text.slice(start, end),
      cosine: cosine(vector, paragraph.vector),
      terms: countTerms(paragraph, asked),
      sentences: paragraph.sentences.map((sentence) => ({
        start: sentence.start,
        end: sentence.end,
        words: sentence.words,
        cosine: cosine(vector, sentence.vector),
      })),
    },
  };
}

/** Nothing where the question has no terms for the text's language. */
function countTerms(
  { terms }: { readonly terms: readonly WordTerms[] },
  asked: Terms | undefined,
): Fields<TermCounts> {
  return eachField((field) => {
    if (asked === undefined) {
      return { length: 0, counts: [] };
    }
    const own = terms.flatMap(({ stems, grams }) => (field === "words" ? stems : grams));
    return {
      length: own.length,
      counts: asked[field].map((term) => own.filter((other) => other === term).length),
    };
  });
}

function averageLength(texts: readonly Fields<TermCounts>[]): Fields<number> {
  return eachField((field) => texts.reduce((sum, text) => sum + text[field].length, 0) / texts.length);
}
