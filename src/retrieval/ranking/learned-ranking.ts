import type { RankedPassage } from "../../core/passage.js";
import type { CollectionStatistics } from "../../core/ports/store/searching.js";
import type { Model } from "../../learned/model.js";
import { createScorer, type Scorer } from "../../learned/scorer.js";
import { softmax } from "../../learned/softmax.js";
import { byScore, type FusedPassage } from "../fusion.js";
import type { Question } from "../question.js";
import type { MatchedTexts } from "./matched-texts.js";
import { RANKING_FEATURES, type RankingFeature, rankingFeatures } from "./ranking-features.js";

/** How many of the best candidates the model reads. */
const HEAD = 60;

/**
 * What the place that an identifier of the question names gains in log odds, and one that an abbreviation does. Few
 * questions to learn from hold identifiers, so these are set: the place itself comes before those that mention it.
 */
const IDENTIFIED = 2.5;
const ABBREVIATED = 0.5;

/** About the log odds that a fused score of 1 means. */
const FUSED = 15;

/** Candidates behind the head come after it, in the order of their fused scores. */
const BEHIND = 1;

/** Orders the candidates of a question by what was learnt from questions with known answers. */
export class LearnedRanking {
  readonly #score: Scorer<RankingFeature>;

  /**
   * @param model undefined leaves the order of the fused scores
   * @throws FootnoteError `weights_unavailable` if the model uses a feature that isn't computed
   */
  constructor(model: Model | undefined) {
    this.#score = model === undefined ? ({ score }) => FUSED * score : createScorer(model, RANKING_FEATURES);
  }

  /** Gives each candidate its relevance. @returns in no particular order */
  rank(
    question: Question,
    candidates: readonly FusedPassage[],
    texts: MatchedTexts,
    statistics: ReadonlyMap<string, CollectionStatistics>,
  ): RankedPassage[] {
    const sorted = candidates.toSorted(byScore);
    const head = sorted.slice(0, HEAD);
    const features = rankingFeatures(question, head, texts, statistics);
    const { identifiers } = question;
    // Across languages the fused score orders better: too few questions to learn from are of that kind.
    const isAcross = head[0]?.relation.sameLanguage === false;
    const relevances = head.map(({ passage, score }, i) => {
      const own = features[i];
      const learned = own === undefined || isAcross ? FUSED * score : this.#score(own);
      return (
        learned + IDENTIFIED * identifiers.score(passage) + ABBREVIATED * identifiers.abbreviations(passage)
      );
    });
    const lowest = Math.min(0, ...relevances);
    const all = sorted.map((_, i) => relevances[i] ?? lowest - BEHIND + (sorted[i]?.score ?? 0));
    const shares = softmax(all);
    return sorted.map((candidate, i) => ({
      ...candidate,
      features: features[i] ?? null,
      relevance: all[i] ?? lowest,
      scores: { ...candidate.scores, ranking: shares[i] ?? 0 },
    }));
  }
}
