import { z } from "zod";
import {
  type Answer,
  type AnswerExcerpt,
  type AnswerSentence,
  type Citation,
  VERIFICATION_REASONS,
} from "../../../core/answer.js";
import type { ScoredPassage } from "../../../core/passage.js";
import { COMPONENTS } from "../components.js";

/** A whole number from 0. */
export const COUNT = z.int().min(0);

/** From 0 to 1. */
export const UNIT = z.number().min(0).max(1);

export const MILLISECONDS = z.number().min(0).describe("Milliseconds.");

export const LANGUAGE = z.string().describe("ISO 639-1, `und` where it can't be told.");

export const SPAN = {
  start: COUNT.describe("In UTF-16 code units."),
  end: COUNT.describe("Behind the last one."),
};

const PLACE = {
  page: z.int().nullable().describe("From 1; null where the format has no pages."),
  slide: z.int().nullable().describe("From 1."),
  row: z.int().nullable().describe("From 1."),
  time: z.number().nullable().describe("Seconds since the start of a recording."),
};

/** Of an answer and of a search. */
export const PASSAGE = z
  .object({
    id: z.string(),
    documentId: z.string(),
    title: z.string().describe("Of the document."),
    ...SPAN,
    text: z.string().describe("Exactly the document's text from `start` to `end`."),
    ...PLACE,
    heading: z.array(z.string()).describe("The headings above it, outermost first."),
    language: LANGUAGE,
    score: UNIT,
    scores: z.object({
      lexical: UNIT,
      dense: UNIT,
      ranking: UNIT.describe("The probability, among all candidates, that this one answers."),
      rerank: UNIT.exactOptional().describe("Of passages that a reranker read."),
    }),
  })
  .register(COMPONENTS, { id: "Passage" }) satisfies z.ZodType<ScoredPassage>;

const BARE_SPAN = z.object(SPAN);

export const CITATION = z
  .object({
    marker: z.int().min(1).describe("The number in the marker: 1 for `[1]`."),
    documentId: z.string(),
    title: z.string(),
    url: z.string().describe("Opens the span in the source viewer; absolute where `PUBLIC_URL` is set."),
    ...PLACE,
    heading: z.array(z.string()),
    ...SPAN,
    quote: z.string().describe("Exactly the document's text from `start` to `end`."),
    verified: z.boolean().describe("Whether the quote is the document's text and supports the sentence."),
    reason: z.enum(VERIFICATION_REASONS),
    highlights: z
      .array(BARE_SPAN)
      .describe("The sentences of the quote that answer, in the document's text."),
  })
  .register(COMPONENTS, { id: "Citation" }) satisfies z.ZodType<Citation>;

const SENTENCE = z.object({
  ...SPAN,
  state: z.enum(["verified", "unverified", "uncited"]),
  isKey: z.literal(true).exactOptional().describe("Of an excerpt's sentence that answers."),
}) satisfies z.ZodType<AnswerSentence>;

const EXCERPT = z.object({
  ...SPAN,
  marker: z.int().min(1).describe("Of the citation that it is the quote of."),
}) satisfies z.ZodType<AnswerExcerpt>;

export const HINTS = z.object({
  missing: z.array(z.string()).describe("Words of the question that no passage holds."),
  topics: z.array(z.string()).describe("What the nearest passages are about."),
});

export const KIND = z.enum(["answer", "excerpts", "refusal", "small_talk"]);

export const ANSWER = z
  .object({
    id: z.string().describe("What `POST /api/feedback` rates."),
    answered: z.boolean().describe("Whether it is an `answer` or `small_talk`."),
    kind: KIND.describe(
      "`answer`; `excerpts`: the documents don't answer outright, these passages come closest; `refusal`: they don't hold it; `small_talk`: a greeting and the like.",
    ),
    confidence: UNIT.describe("The probability that the answer is right."),
    answerability: UNIT.describe("The probability that the documents answer the question."),
    language: LANGUAGE,
    question: z.string().describe("The standalone question that was searched for."),
    answer: z.string().describe("Plain text or Markdown with footnote markers `[1]`."),
    citations: z.array(CITATION).describe("One for each marker."),
    sentences: z.array(SENTENCE).describe("In the answer's text."),
    excerpts: z.array(EXCERPT).describe("What of the answer's text was taken whole from one place."),
    passages: z.array(PASSAGE).describe("What was found, best first."),
    hints: HINTS.exactOptional().describe("Of `excerpts` and a refusal."),
    model: z.string().describe("`extractive`, or `provider:model`."),
    prompt: z.string().exactOptional().describe("That a language model answered, such as `answer@2`."),
    usage: z
      .object({ inputTokens: COUNT, outputTokens: COUNT })
      .exactOptional()
      .describe("If the provider tells it."),
    timings: z.object({ retrieval: MILLISECONDS, answer: MILLISECONDS, total: MILLISECONDS }),
  })
  .register(COMPONENTS, { id: "Answer" }) satisfies z.ZodType<Answer>;

/** What each event of the chat's stream holds as its data. */
export const CHAT_EVENTS = {
  passages: z.array(PASSAGE).register(COMPONENTS, { id: "Passages" }),
  delta: z.object({ text: z.string() }).register(COMPONENTS, { id: "Delta" }),
  citation: CITATION,
  done: ANSWER,
  error: z.object({ code: z.string(), message: z.string() }).register(COMPONENTS, { id: "StreamError" }),
} as const;
