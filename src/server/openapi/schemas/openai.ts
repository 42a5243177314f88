import { z } from "zod";
import type { UrlCitation } from "../../openai/annotations.js";
import type { FootnoteField } from "../../openai/completion.js";
import type { Usage } from "../../openai/usage.js";
import { COMPONENTS } from "../components.js";
import { CITATION, COUNT, HINTS, KIND, LANGUAGE, UNIT } from "./answer.js";

const ANNOTATION = z
  .object({
    type: z.literal("url_citation"),
    url_citation: z.object({
      url: z.string(),
      title: z.string(),
      start_index: COUNT.describe("Of the marker in the content, in Unicode code points."),
      end_index: COUNT,
    }),
  })
  .register(COMPONENTS, { id: "UrlCitation" }) satisfies z.ZodType<UrlCitation>;

const FOOTNOTE = z
  .object({
    id: z.string().describe("Of the answer, for `POST /api/feedback`."),
    outcome: KIND,
    answered: z.boolean(),
    confidence: UNIT,
    language: LANGUAGE,
    question: z.string(),
    citations: z.array(CITATION),
    hints: HINTS.exactOptional(),
    model: z.string(),
    prompt: z.string().exactOptional(),
  })
  .register(COMPONENTS, { id: "FootnoteField" }) satisfies z.ZodType<FootnoteField>;

const USAGE = z
  .object({ prompt_tokens: COUNT, completion_tokens: COUNT, total_tokens: COUNT })
  .register(COMPONENTS, { id: "Usage" }) satisfies z.ZodType<Usage>;

const HEAD = { id: z.string(), created: z.int().describe("Seconds since 1970."), model: z.string() };

const MESSAGE = z.object({
  role: z.literal("assistant"),
  content: z.string().describe("The answer with its markers."),
  refusal: z.null(),
  annotations: z.array(ANNOTATION).describe("One for each marker."),
});

export const COMPLETION = z
  .object({
    ...HEAD,
    object: z.literal("chat.completion"),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: MESSAGE,
        logprobs: z.null(),
        finish_reason: z.literal("stop"),
      }),
    ),
    usage: USAGE,
    footnote: FOOTNOTE.exactOptional().describe("Missing where a client's own prompt was answered."),
  })
  .register(COMPONENTS, { id: "ChatCompletion" });

const SOURCE_EVENT = z.object({
  type: z.literal("source"),
  data: z.object({
    source: z.object({ name: z.string(), url: z.string() }),
    document: z.array(z.string()),
    metadata: z.array(
      z.object({
        source: z.string(),
        name: z.string(),
        source_url: z.string(),
        page: z.int().exactOptional(),
      }),
    ),
  }),
});

export const CHUNK = z
  .object({
    ...HEAD,
    object: z.literal("chat.completion.chunk"),
    choices: z
      .array(
        z.object({
          index: z.literal(0),
          delta: MESSAGE.partial(),
          logprobs: z.null(),
          finish_reason: z.literal("stop").nullable(),
        }),
      )
      .describe("Empty in the chunk with the usage."),
    usage: USAGE.nullish().describe("With `stream_options.include_usage`: null but in the last chunk."),
    footnote: FOOTNOTE.exactOptional().describe("In the chunk with `finish_reason`."),
    event: SOURCE_EVENT.exactOptional().describe("What open-webui shows as a source."),
  })
  .register(COMPONENTS, { id: "ChatCompletionChunk" });

export const MODEL = z
  .object({
    id: z.literal("footnote"),
    object: z.literal("model"),
    created: z.int(),
    owned_by: z.string(),
    name: z.string(),
  })
  .register(COMPONENTS, { id: "Model" });

export const MODEL_LIST = z
  .object({ object: z.literal("list"), data: z.array(MODEL) })
  .register(COMPONENTS, { id: "ModelList" });

export const OPENAI_ERROR = z
  .object({
    error: z.object({
      message: z.string().describe("What to do, in English."),
      type: z.enum(["invalid_request_error", "rate_limit_error", "server_error"]),
      param: z.string().nullable().describe("The field that is wrong."),
      code: z.string(),
    }),
  })
  .register(COMPONENTS, { id: "OpenAiError" });
