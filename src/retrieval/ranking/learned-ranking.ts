import type { RankedPassage } from "../../core/passage.js";
import type { CollectionStatistics } from "../../core/ports/store/searching.js";
import type { Model } from "../../learned/model.js";
import { createScorer, type Scorer } from "../../learned/scorer.js";
import { softmax } from "../../learned/softmax.js";
import type { FusedPassage } from "../fusion.js";
import { alignHead } from "../late-interaction.js";
import type { Question } from "../question.js";
import type { MatchedTexts } from "./matched-texts.js";
import { preselect } from "./preselection.js";
import { RANKING_FEATURES, type RankingFeature, rankingFeatures } from "./ranking-features.js";
import { withSurroundings } from "./surroundings.js";

/**
 * What the place that an identifier of the question names gains in log odds, and one that an abbreviation does, unless
 * the question is what that means. Few questions to learn from hold identifiers, so these are set: the place itself
 * comes before those that mention it.
 */
const IDENTIFIED = 2.5;
const ABBREVIATED = 0.5;

/** About the log odds that a fused score of 1 means. */
const FUSED = 15;

/**
 * What the learnt score counts across languages, beside the fused one: few of the questions that were learnt from are of
 * that kind.
 */
const LEARNED_ACROSS = 0.6;

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

  /**
   * Gives each candidate its relevance, and the best of them their alignment with the question.
   * @returns in no particular order
   */
  rank(
    question: Question,
    candidates: readonly FusedPassage[],
    texts: MatchedTexts,
    statistics: ReadonlyMap<string, CollectionStatistics>,
  ): RankedPassage[] {
    const { head: read, tail } = preselect(candidates);
    const head = alignHead(read, texts);
    const features = rankingFeatures(question, head, texts, statistics);
    const { identifiers } = question;
    const abbreviated = question.answerType.kinds.has("definition") ? IDENTIFIED : ABBREVIATED;
    const learnedShare = head[0]?.relation.sameLanguage === false ? LEARNED_ACROSS : 1;
    const own = head.map(({ passage, score }, i) => {
      const of = features[i];
      const learned = of === undefined ? FUSED * score : this.#score(of);
      return (
        learnedShare * learned +
        (1 - learnedShare) * FUSED * score +
        IDENTIFIED * identifiers.score(passage) +
        abbreviated * identifiers.abbreviations(passage)
      );
    });
    const relevances = withSurroundings(
      head.map(({ passage }) => passage),
      own,
    );
    const lowest = Math.min(0, ...relevances);
    const all = [...relevances, ...tail.map(({ score }) => lowest - BEHIND + score)];
    const shares = softmax(all);
    return [...head, ...tail].map((candidate, i) => ({
      ...candidate,
      features: features[i] ?? null,
      relevance: all[i] ?? lowest,
      scores: { ...candidate.scores, ranking: shares[i] ?? 0 },
    }));
  }
}
