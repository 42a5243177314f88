import type { AnswerRequest } from "../core/answer.js";
import { UNDETERMINED } from "../core/language.js";
import { readQuestion } from "../retrieval/question.js";
import type { Retrieval, Retriever } from "../retrieval/retriever.js";
import type { WordMatcher } from "../text/word-matcher.js";
import type { Reading, Readings } from "./conversation/reading.js";
import {
  ANSWER_THRESHOLD,
  type Calibration,
  calibrate,
  confidence,
  EXCERPTS_THRESHOLD,
  thresholdOf,
} from "./refusal/confidence.js";
import { type WeighedQuestion, weighQuestion } from "./weighed-question.js";

/** What was retrieved for a question, and how sure it is that it holds the answer. */
export interface FoundEvidence {
  readonly retrieval: Retrieval;
  /** The part of the question that has to be answered, which refusal is decided by. */
  readonly asked: WeighedQuestion;
  /** The standalone question, in the language to answer in. */
  readonly question: WeighedQuestion;
  /** Calibrated; the question is answered from `ANSWER_THRESHOLD` on. */
  readonly confidence: number;
  /** Milliseconds, of all readings that were tried. */
  readonly retrievalMs: number;
}

/** What evidence is found with. */
export interface EvidenceOptions {
  readonly retriever: Retriever;
  readonly matcher: WordMatcher;
  readonly calibration: Calibration | undefined;
}

/** The number of passages that a writer gets. */
const CONTEXT_PASSAGES = 8;

/**
 * Retrieves for the readings of a question, one after the other, until one is answered; if none is, returns what was
 * found for the first that has passages worth showing, or else for the first.
 * @throws FootnoteError as retrieval does
 */
export async function findEvidence(
  readings: Readings,
  options: EvidenceOptions,
  request: Pick<AnswerRequest, "documents" | "signal">,
): Promise<FoundEvidence> {
  let closest: FoundEvidence | undefined;
  let spent = 0;
  for (const reading of readings) {
    const found = await find(reading, options, request);
    spent += found.retrievalMs;
    if (found.confidence >= ANSWER_THRESHOLD) {
      return { ...found, retrievalMs: spent };
    }
    if (closest === undefined || (isWorthShowing(found) && !isWorthShowing(closest))) {
      closest = found;
    }
  }
  if (closest === undefined) {
    throw new RangeError("a question has at least one reading");
  }
  return { ...closest, retrievalMs: spent };
}

function isWorthShowing({ confidence }: FoundEvidence): boolean {
  return confidence >= EXCERPTS_THRESHOLD;
}

async function find(
  { question, asked }: Reading,
  { retriever, matcher, calibration }: EvidenceOptions,
  { documents, signal }: Pick<AnswerRequest, "documents" | "signal">,
): Promise<FoundEvidence> {
  const retrieval = await retriever.retrieve({
    question,
    limit: CONTEXT_PASSAGES,
    ...(documents === undefined ? {} : { documents }),
    ...(signal === undefined ? {} : { signal }),
  });
  const { question: standalone, passages: context } = retrieval;
  const passage = context[0]?.passage.language ?? UNDETERMINED;
  const part = asked === standalone.text ? standalone : readQuestion(asked, standalone.language, matcher);
  // A question of a few names has no language of its own; it is answered in the documents'.
  const language = standalone.language === UNDETERMINED ? passage : standalone.language;
  const whole =
    language === standalone.language ? standalone : readQuestion(standalone.text, language, matcher);
  const weighedPart = weighQuestion(part, context);
  const threshold = thresholdOf(calibration, { question: standalone.language, passage });
  return {
    retrieval,
    asked: weighedPart,
    question: whole === part ? weighedPart : weighQuestion(whole, context),
    confidence: calibrate(confidence(weighedPart, context), threshold),
    retrievalMs: retrieval.timings.total,
  };
}
