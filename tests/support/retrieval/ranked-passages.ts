import type {
  Alignment,
  Evidence,
  LanguageRelation,
  Passage,
  RankedPassage,
  RankingFeatures,
} from "../../../src/core/passage.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { WordSense, WordVectors } from "../../../src/core/ports/word-vectors.js";
import { scored } from "../../../src/retrieval/fusion.js";
import { WordMatcher } from "../../../src/text/word-matcher.js";

/** One language, which the embedder knows. */
export const SAME: LanguageRelation = { sameLanguage: true, embedderKnows: true };

/** A passage that starts its document, unless it is said otherwise. */
export function passageOf(text: string, given: Partial<Passage> = {}): Passage {
  const start = given.start ?? 0;
  return {
    id: `d:${start}`,
    documentId: "d",
    title: "",
    heading: [],
    language: "de",
    ...NOWHERE,
    ...given,
    text,
    start,
    end: start + text.length,
  };
}

/** Evidence of one strength in everything. */
function evidenceOf(strength: number): Evidence {
  return { words: strength, grams: strength, cosine: strength, sentenceCosine: strength };
}

/** A ranked passage that is its own paragraph and of one language with the question, unless it is said otherwise. */
export function rankedOf(
  passage: Passage,
  {
    strength = 0,
    paragraph = passage,
    own = evidenceOf(strength),
    around = own,
    alignment = null,
    repeated = 0,
    relation = SAME,
    relevance,
    features = null,
  }: {
    strength?: number;
    paragraph?: { start: number; text: string };
    own?: Evidence;
    around?: Evidence;
    alignment?: Alignment | null;
    repeated?: number;
    relation?: LanguageRelation;
    /** By default the order goes by the fused score. */
    relevance?: number;
    features?: RankingFeatures | null;
  } = {},
): RankedPassage {
  const { start, text } = paragraph;
  const fused = scored({
    passage,
    evidence: own,
    paragraph: { start, end: start + text.length, text, evidence: around },
    sentences: [],
    alignment,
    repeated,
    relation,
  });
  const { score, scores } = fused;
  return {
    ...fused,
    features,
    relevance: relevance ?? RELEVANCE * score,
    scores: { ...scores, ranking: score },
  };
}

/** About what a fused score of 1 is worth in log odds. */
const RELEVANCE = 10;

/** Of these German and English words, each group shares one meaning and has nothing in common with the others. */
const MEANINGS = [
  ["straße", "road"],
  ["fluss", "river"],
  ["berg", "mountain"],
  ["turm", "tower"],
];

const senses = new Map(
  MEANINGS.flatMap((group, meaning) =>
    group.map((word): [string, WordSense] => {
      const direction = Float32Array.from(MEANINGS, (_, i) => Number(i === meaning));
      return [word, { direction, weight: 10, certainty: 1 }];
    }),
  ),
);

const vectors: WordVectors = {
  languages: ["de", "en"],
  lookup: (word) => senses.get(word),
  isFrequent: (word) => senses.get(word)?.certainty === 1,
};

/** A matcher with a small dictionary in place of a model. */
export function smallMatcher(): WordMatcher {
  return new WordMatcher(vectors);
}
