import { z } from "zod";
import type { ExplainedSearchResult, SearchResult } from "../../../app/search-result.js";
import { COMPONENTS } from "../components.js";
import { COUNT, LANGUAGE, MILLISECONDS, PASSAGE, SPAN, UNIT } from "./answer.js";

const TIMINGS = z.object({
  embed: MILLISECONDS,
  lexical: MILLISECONDS,
  dense: MILLISECONDS,
  fusion: MILLISECONDS,
  rerank: MILLISECONDS,
  total: MILLISECONDS,
});

export const SEARCH_RESULT = z
  .object({ passages: z.array(PASSAGE).describe("Best first."), timings: TIMINGS })
  .register(COMPONENTS, { id: "SearchResult" }) satisfies z.ZodType<SearchResult>;

const COSINE = z.number().min(-1).max(1);

const EVIDENCE = {
  words: UNIT.describe("BM25 over words, as a share of the most the question could score."),
  grams: UNIT.describe("The same over character 4-grams."),
  cosine: COSINE.describe("With the whole text."),
  sentenceCosine: COSINE.describe("The best with one sentence."),
};

const RANK = z.int().min(1).nullable().describe("Null where the leg gave it nothing.");

const WORD_MATCH = z.object({ word: z.string(), as: z.enum(["word", "stem", "grams"]) });

const EXPLAINED_PASSAGE = z
  .object({
    ...PASSAGE.shape,
    evidence: z.object({ passage: z.object(EVIDENCE), paragraph: z.object({ ...SPAN, ...EVIDENCE }) }),
    ranks: z.object({ lexical: RANK, dense: RANK }),
    relation: z.object({ sameLanguage: z.boolean(), embedderKnows: z.boolean() }),
    parts: z
      .array(
        z.object({
          signal: z.enum(["words", "grams", "cosine", "sentence", "alignment", "repeated"]),
          of: z.enum(["passage", "paragraph"]),
          value: z.number(),
          weight: z.number(),
          share: z.number(),
        }),
      )
      .describe("The shares add up to the score, which is cut at 0 and 1."),
    matches: z.object({
      spans: z.array(z.object({ ...SPAN, words: z.array(WORD_MATCH) })),
      above: z.array(WORD_MATCH).describe("Met in the title or the headings."),
      missing: z.array(z.string()),
    }),
  })
  .register(COMPONENTS, { id: "ExplainedPassage" });

export const EXPLAINED_SEARCH_RESULT = z
  .object({
    question: z.object({
      text: z.string(),
      language: LANGUAGE,
      words: z.array(z.string()).describe("What is looked for."),
    }),
    found: COUNT.describe("How many passages either leg found."),
    passages: z.array(EXPLAINED_PASSAGE),
    timings: TIMINGS,
  })
  .register(COMPONENTS, { id: "ExplainedSearchResult" }) satisfies z.ZodType<ExplainedSearchResult>;
