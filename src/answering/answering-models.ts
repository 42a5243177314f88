import { createScorer, type Scorer } from "../learned/scorer.js";
import type { Weights } from "../learned/weights-file.js";
import type { ExcerptScorer } from "./extractive/choose-excerpts.js";
import { EXCERPT_FEATURES } from "./extractive/excerpt-candidates.js";
import { EVIDENCE_FEATURES, type EvidenceFeature } from "./refusal/evidence-features.js";

/** What answering has learnt, ready to score. */
export interface AnsweringModels {
  readonly excerpt: ExcerptScorer;
  /** The log odds that what was found answers the question, and that the answer shown will be right. */
  readonly answerability: Scorer<EvidenceFeature>;
  readonly confidence: Scorer<EvidenceFeature>;
}

/** @throws FootnoteError `weights_unavailable` if a model uses a feature that isn't computed */
export function createAnsweringModels({
  excerpt,
  answerability,
  confidence,
}: Pick<Weights, "excerpt" | "answerability" | "confidence">): AnsweringModels {
  return {
    excerpt: createScorer(excerpt, EXCERPT_FEATURES),
    answerability: createScorer(answerability, EVIDENCE_FEATURES),
    confidence: createScorer(confidence, EVIDENCE_FEATURES),
  };
}
