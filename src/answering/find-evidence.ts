import { performance } from "node:perf_hooks";
import type { AnswerRequest } from "../core/answer.js";
import { UNDETERMINED } from "../core/language.js";
import { type Question, readQuestion } from "../retrieval/question.js";
import type { Retrieval, Retriever } from "../retrieval/retriever.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { findFocus } from "./conversation/focus.js";
import type { Reading } from "./conversation/reading.js";
import { retrieveInFocus } from "./conversation/retrieve-in-focus.js";
import type { UnderstoodQuestion } from "./conversation/standalone-question.js";
import {
  ANSWER_THRESHOLD,
  type Calibration,
  calibrate,
  confidence,
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
 * Retrieves for a question: from what was just talked about first, then for its readings, one after the other, until
 * one is answered. If none is, returns what was found for the first reading in the whole folder.
 * @throws FootnoteError as retrieval does
 */
export async function findEvidence(
  { readings, before }: UnderstoodQuestion,
  options: EvidenceOptions,
  request: Pick<AnswerRequest, "documents" | "signal">,
): Promise<FoundEvidence> {
  const { retriever } = options;
  const { documents, signal } = request;
  const start = performance.now();
  const focus = before && (await findFocus(before, retriever, request));
  const focused =
    focus && (await retrieveInFocus(readings, focus, retriever, request, CONTEXT_PASSAGES));
  let spent = performance.now() - start;
  let best = focused && judge(focused.reading, focused.retrieval, options);
  if (best === undefined || best.confidence < ANSWER_THRESHOLD) {
    let first: Judged | undefined;
    for (const reading of readings) {
      const retrieval = await retriever.retrieve({
        question: reading.question,
        limit: CONTEXT_PASSAGES,
        ...(documents === undefined ? {} : { documents }),
        ...(signal === undefined ? {} : { signal }),
      });
      const found = judge(reading, retrieval, options);
      spent += retrieval.timings.total;
      first ??= found;
      best = found;
      if (found.confidence >= ANSWER_THRESHOLD) {
        break;
      }
      best = first;
    }
  }
  if (best === undefined) {
    throw new RangeError("a question has at least one reading");
  }
  const { whole, said, ...found } = best;
  const { passages } = found.retrieval;
  const question = whole === undefined ? found.asked : weighQuestion(whole, passages, said);
  return { ...found, question, retrievalMs: spent };
}

/** What was found for one reading. */
interface Judged extends Pick<FoundEvidence, "retrieval" | "asked" | "confidence"> {
  /** The standalone question, in the language to answer in; undefined if all of it is asked. */
  readonly whole: Question | undefined;
  readonly said: string;
}

function judge(
  { asked, said }: Reading,
  retrieval: Retrieval,
  { matcher, calibration }: EvidenceOptions,
): Judged {
  const { question: standalone, passages: context } = retrieval;
  const passage = context[0]?.passage.language ?? UNDETERMINED;
  const part = asked === standalone.text ? standalone : readQuestion(asked, standalone.language, matcher);
  // A question of a few names has no language of its own; it is answered in the documents'.
  const language = standalone.language === UNDETERMINED ? passage : standalone.language;
  const whole =
    language === standalone.language ? standalone : readQuestion(standalone.text, language, matcher);
  const weighed = weighQuestion(part, context);
  const threshold = thresholdOf(calibration, { question: standalone.language, passage });
  return {
    retrieval,
    said,
    asked: weighed,
    whole: whole === part && said === asked ? undefined : whole,
    confidence: calibrate(confidence(weighed, context), threshold),
  };
}
