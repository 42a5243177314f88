import { Hono } from "hono";
import { z } from "zod";
import { explainedSearchResult, PASSAGE_COUNT, searchResult } from "../../app/search-result.js";
import type { Limits } from "../../config/config.js";
import type { Searching } from "../answers/searching.js";
import type { AppEnv } from "../http/app-env.js";
import { validate } from "../http/read-json.js";

/** What a search over HTTP needs. */
export interface SearchDependencies {
  readonly search: Searching;
  readonly limits: Limits;
}

/** `GET /api/search?q=&k=&explain=`: passages with their scores; with `explain=true` also how they came about. */
export function searchRoute({ search, limits }: SearchDependencies) {
  const schema = searchQuerySchema(limits.questionCharacters);

  return new Hono<AppEnv>().get("/", async (c) => {
    const { q, k, explain } = validate(c.req.query(), schema);
    const retrieval = await search(c, { question: q, limit: k }, c.req.raw.signal);
    return c.json(explain ? explainedSearchResult(retrieval) : searchResult(retrieval));
  });
}

/** What `k` is, for a client. */
const PASSAGE_NUMBER = {
  type: "integer",
  minimum: 1,
  maximum: PASSAGE_COUNT.most,
  default: PASSAGE_COUNT.byDefault,
} as const;

/** The parameters of `GET /api/search`. One without a value counts as not given. */
export function searchQuerySchema(questionCharacters: number) {
  const range = `Must be a whole number from 1 to ${PASSAGE_COUNT.most}.`;
  return z.object({
    q: z
      .string({ error: "Must be a question." })
      .regex(/\S/, { error: "The question is empty." })
      .max(questionCharacters, { error: `The question must have at most ${questionCharacters} characters.` })
      .describe("What is searched for."),
    k: z
      .string()
      .transform((text) => text || String(PASSAGE_COUNT.byDefault))
      .refine((text) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= PASSAGE_COUNT.most, {
        error: range,
      })
      .transform(Number)
      .prefault("")
      .meta({ description: "How many passages.", ...PASSAGE_NUMBER }),
    explain: z
      .enum(["", "true", "1", "false", "0"], { error: "Must be true or false." })
      .transform((word) => word === "true" || word === "1")
      .prefault("")
      .meta({ description: "Whether the answer tells how the order came about.", default: "false" }),
  });
}
