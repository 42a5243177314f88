import { eachField, type Fields, passageId, type WordTerms } from "../../../src/core/passage.js";
import { placeOf } from "../../../src/core/place.js";
import type {
  CollectionStatistics,
  Hit,
  StoreQuery,
  TermCounts,
} from "../../../src/core/ports/store/searching.js";
import type { ParagraphInput, PassageInput } from "../../../src/core/ports/store/writing.js";
import type { TestDocument } from "./store-fixtures.js";

/** What a search says of every passage, computed in the plainest way there is, by passage id. */
export function expectedHits(documents: readonly TestDocument[], query: StoreQuery): Map<string, Hit> {
  const hits = documents.flatMap((document) =>
    document.paragraphs.flatMap((paragraph) =>
      paragraph.passages.map((passage) => hitOf(document, paragraph, passage, query)),
    ),
  );
  return new Map(hits.map((hit) => [hit.passage.id, hit]));
}

/** What the question's terms are weighed by, by language. */
export function expectedStatistics(
  documents: readonly TestDocument[],
  query: StoreQuery,
): Map<string, CollectionStatistics> {
  const paragraphs = documents.flatMap((document) => document.paragraphs);
  const languages = [...new Set(paragraphs.map(({ language }) => language))];
  return new Map(
    languages
      .filter((language) => query.terms.has(language))
      .map((language) => {
        const own = paragraphs.filter((paragraph) => paragraph.language === language);
        const passages = own.flatMap((paragraph) => paragraph.passages);
        return [
          language,
          {
            passages: passages.length,
            averageLength: {
              passage: eachField((field) => averageLength(passages, field)),
              paragraph: eachField((field) => averageLength(own, field)),
            },
            frequencies: eachField((field) =>
              frequencies(passages, query.terms.get(language)?.[field] ?? [], field),
            ),
          },
        ];
      }),
  );
}

interface Text {
  readonly terms: readonly WordTerms[];
}

type Field = keyof Fields<unknown>;

function hitOf(
  document: TestDocument,
  paragraph: ParagraphInput,
  passage: PassageInput,
  query: StoreQuery,
): Hit {
  const { language, start, end } = paragraph;
  const counts = (text: Text) =>
    eachField((field) => countTerms(text, query.terms.get(language)?.[field], field));
  return {
    passage: {
      id: passageId(document.id, passage),
      documentId: document.id,
      title: document.title,
      start: passage.start,
      end: passage.end,
      text: document.text.slice(passage.start, passage.end),
      ...placeOf(passage),
      heading: passage.heading,
      language,
    },
    cosine: dot(query, passage.vector),
    terms: counts(passage),
    paragraph: {
      start,
      end,
      text: document.text.slice(start, end),
      cosine: dot(query, paragraph.vector),
      terms: counts(paragraph),
      sentences: paragraph.sentences.map(({ vector, textHash, ...sentence }) => ({
        ...sentence,
        cosine: dot(query, vector),
      })),
    },
  };
}

/** Nothing where the question has no terms for the text's language. */
function countTerms(text: Text, asked: readonly string[] | undefined, field: Field): TermCounts {
  const own = asked === undefined ? [] : fieldOf(text, field);
  return {
    length: own.length,
    counts: (asked ?? []).map((term) => own.filter((other) => other === term).length),
  };
}

function frequencies(passages: readonly Text[], asked: readonly string[], field: Field): number[] {
  return asked.map((term) => passages.filter((passage) => fieldOf(passage, field).includes(term)).length);
}

function averageLength(texts: readonly Text[], field: Field): number {
  return texts.reduce((sum, text) => sum + fieldOf(text, field).length, 0) / texts.length;
}

function fieldOf({ terms }: Text, field: Field): string[] {
  return terms.flatMap(({ stems, grams }) => (field === "words" ? stems : grams));
}

function dot({ vector }: StoreQuery, other: Float32Array): number {
  return vector.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
}
