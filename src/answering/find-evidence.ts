import { performance } from "node:perf_hooks";
import type { AnswerRequest } from "../core/answer.js";
import { UNDETERMINED } from "../core/language.js";
import type { RankedPassage } from "../core/passage.js";
import { type Question, readQuestion } from "../retrieval/question.js";
import type { Retrieval, Retriever } from "../retrieval/retriever.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { findFocus } from "./conversation/focus.js";
import type { Reading } from "./conversation/reading.js";
import { relianceOf, retrieveFollowUp } from "./conversation/retrieve-follow-up.js";
import type { UnderstoodQuestion } from "./conversation/standalone-question.js";
import {
  ANSWER_THRESHOLD,
  type Calibration,
  calibrate,
  EXCERPTS_THRESHOLD,
  thresholdOf,
} from "./refusal/answerability.js";
import type { Judge } from "./refusal/judgement.js";
import { type WeighedQuestion, weighQuestion } from "./weighed-question.js";

/** What was retrieved for a question, and how sure it is that it holds the answer. */
export interface FoundEvidence {
  /** The best passages: those that a writer gets. */
  readonly passages: readonly RankedPassage[];
  /** The part of the question that has to be answered, which refusal is decided by. */
  readonly asked: WeighedQuestion;
  /** The standalone question, in the language to answer in. */
  readonly question: WeighedQuestion;
  /** The probability that they answer the question, calibrated; it is answered from `ANSWER_THRESHOLD` on. */
  readonly answerability: number;
  /** The same before it was calibrated. */
  readonly uncalibrated: number;
  /** Milliseconds, of all readings that were tried. */
  readonly retrievalMs: number;
}

/** What evidence is found with. */
export interface EvidenceOptions {
  readonly retriever: Retriever;
  readonly matcher: WordMatcher;
  readonly judge: Judge;
  readonly calibration: Calibration | undefined;
}

/** The number of passages that a writer gets. */
export const CONTEXT_PASSAGES = 8;

/** The number of those that tell how clear it is which of them answers. */
export const JUDGED_PASSAGES = 40;

/**
 * Retrieves for a question, reading by reading, until one is answered; a follow-up looks at what was just talked about
 * first. If none is answered, returns what was found for the first that has passages worth showing, or else for the
 * first.
 * @throws FootnoteError as retrieval does
 */
export async function findEvidence(
  understood: UnderstoodQuestion,
  options: EvidenceOptions,
  request: Pick<AnswerRequest, "documents" | "signal">,
): Promise<FoundEvidence> {
  const start = performance.now();
  let closest: JudgedRetrieval | undefined;
  for await (const { reading, retrieval } of retrievals(understood, options, request)) {
    const found = judgeReading(reading, retrieval, options);
    if (found.answerability >= ANSWER_THRESHOLD) {
      closest = found;
      break;
    }
    if (closest === undefined || (isWorthShowing(found) && !isWorthShowing(closest))) {
      closest = found;
    }
  }
  if (closest === undefined) {
    throw new RangeError("a question has at least one reading");
  }
  const { whole, said, ...found } = closest;
  const question = whole === undefined ? found.asked : weighQuestion(whole, found.passages, said);
  return { ...found, question, retrievalMs: performance.now() - start };
}

/** Retrieves for each reading when it is taken. */
async function* retrievals(
  { readings, before }: UnderstoodQuestion,
  { retriever }: EvidenceOptions,
  { documents, signal }: Pick<AnswerRequest, "documents" | "signal">,
): AsyncGenerator<{ readonly reading: Reading; readonly retrieval: Retrieval }> {
  const request = {
    limit: JUDGED_PASSAGES,
    ...(documents === undefined ? {} : { documents }),
    ...(signal === undefined ? {} : { signal }),
  };
  const focus = before === undefined ? [] : await findFocus(before, retriever, request);
  const talkedAbout = { focus, reliance: relianceOf(readings) };
  for (const reading of readings) {
    const retrieval =
      focus.length === 0
        ? await retriever.retrieve({ question: reading.question, ...request })
        : await retrieveFollowUp(reading, talkedAbout, retriever, request);
    yield { reading, retrieval };
  }
}

function isWorthShowing({ answerability }: JudgedRetrieval): boolean {
  return answerability >= EXCERPTS_THRESHOLD;
}

/** What was found for one reading. */
interface JudgedRetrieval
  extends Pick<FoundEvidence, "passages" | "asked" | "answerability" | "uncalibrated"> {
  /** The standalone question, in the language to answer in; undefined if all of it is asked. */
  readonly whole: Question | undefined;
  readonly said: string;
}

function judgeReading(
  { asked, said }: Reading,
  retrieval: Retrieval,
  { matcher, judge, calibration }: EvidenceOptions,
): JudgedRetrieval {
  const { question: standalone, passages } = retrieval;
  const context = passages.slice(0, CONTEXT_PASSAGES);
  const passage = context[0]?.passage.language ?? UNDETERMINED;
  const part = asked === standalone.text ? standalone : readQuestion(asked, standalone.language, matcher);
  // A question of a few names has no language of its own; it is answered in the documents'.
  const language = standalone.language === UNDETERMINED ? passage : standalone.language;
  const whole =
    language === standalone.language ? standalone : readQuestion(standalone.text, language, matcher);
  const weighed = weighQuestion(part, context);
  const uncalibrated = judge(weighed, {
    context,
    found: passages,
    candidates: retrieval.found.length,
  });
  const threshold = thresholdOf(calibration, { question: standalone.language, passage });
  return {
    passages: context,
    said,
    asked: weighed,
    whole: whole === part && said === asked ? undefined : whole,
    answerability: calibrate(uncalibrated, threshold),
    uncalibrated,
  };
}
