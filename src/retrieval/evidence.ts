import type { Span } from "../core/document.js";
import type { Evidence, Fields, RankedPassage } from "../core/passage.js";
import type {
  CollectionStatistics,
  Hit,
  HitParagraph,
  HitSentence,
  StoreResult,
  TermCounts,
} from "../core/ports/store/searching.js";
import { bm25Shares, type WeightedTerms, weighTerms } from "../ranking/bm25.js";

/** A sentence that tells something by itself has at least so many words; headings and stubs have fewer. */
const SENTENCE_WORDS = 4;

const NOTHING: Fields<number> = { words: 0, grams: 0 };

/** A hit with the evidence of both legs, for itself and for its paragraph. */
export type WeighedHit = Pick<RankedPassage, "passage" | "evidence" | "paragraph" | "sentences">;

/** Computes the evidence of what a store has found, in the same way for every store. */
export function weighHits({ hits, statistics }: Pick<StoreResult, "hits" | "statistics">): WeighedHit[] {
  const languages = new Map(
    Array.from(statistics, ([language, collection]) => [
      language,
      { question: weighTerms(collection), ...collection },
    ]),
  );
  const paragraphs = new Map<HitParagraph, Evidence>();
  return hits.map((hit) => {
    const language = languages.get(hit.passage.language);
    const known = paragraphs.get(hit.paragraph);
    const evidence = known ?? evidenceOf(hit.paragraph, hit.paragraph.sentences, "paragraph", language);
    paragraphs.set(hit.paragraph, evidence);
    return weighedHit(hit, evidence, language);
  });
}

/** A language's statistics with the question's terms weighed by them. */
interface WeighedLanguage extends CollectionStatistics {
  readonly question: Fields<WeightedTerms>;
}

function weighedHit(hit: Hit, around: Evidence, language: WeighedLanguage | undefined): WeighedHit {
  const { passage, paragraph } = hit;
  const { start, end, text } = paragraph;
  const sentences = sentencesWithin(paragraph.sentences, passage);
  return {
    passage,
    evidence: evidenceOf(hit, sentences, "passage", language),
    paragraph: { start, end, text, evidence: around },
    sentences: sentences.map(({ start, end, cosine }) => ({ start, end, cosine })),
  };
}

/** @param language undefined where the question has no terms for it */
function evidenceOf(
  { cosine, terms }: { readonly cosine: number; readonly terms: Fields<TermCounts> },
  sentences: readonly HitSentence[],
  of: "passage" | "paragraph",
  language: WeighedLanguage | undefined,
): Evidence {
  const shares = language && bm25Shares(terms, language.question, language.averageLength[of]);
  return { ...(shares ?? NOTHING), cosine, sentenceCosine: bestSentenceCosine(sentences, cosine) };
}

/** The sentences that lie wholly inside a span. */
function sentencesWithin<T extends Span>(sentences: readonly T[], span: Span): T[] {
  return sentences.filter(({ start, end }) => start >= span.start && end <= span.end);
}

/**
 * The best cosine with one sentence of a text: of those with at least four words if there are any, else of
 * all. A text without a whole sentence in it is its own sentence.
 * @param whole the cosine with the whole text
 */
function bestSentenceCosine(sentences: readonly HitSentence[], whole: number): number {
  let best = Number.NEGATIVE_INFINITY;
  let bestLong = Number.NEGATIVE_INFINITY;
  for (const { words, cosine } of sentences) {
    best = Math.max(best, cosine);
    if (words >= SENTENCE_WORDS) {
      bestLong = Math.max(bestLong, cosine);
    }
  }
  return [bestLong, best].find(Number.isFinite) ?? whole;
}
