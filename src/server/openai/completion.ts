import { randomUUID } from "node:crypto";
import type { Answer, Citation } from "../../core/answer.js";
import type { ContentPiece, UrlCitation } from "./annotations.js";
import { MODEL_ID } from "./models.js";
import type { Usage } from "./usage.js";

/** What is the same in a completion and in all its chunks. */
export interface CompletionHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
}

/** The head of a new completion. */
export function completionHead(): CompletionHead {
  return {
    id: `chatcmpl-${randomUUID().replaceAll("-", "")}`,
    created: Math.floor(Date.now() / 1000),
    model: MODEL_ID,
  };
}

/** What OpenAI's format has no place for, in the field `footnote`. */
export interface FootnoteField
  extends Pick<
    Answer,
    "id" | "answered" | "confidence" | "language" | "question" | "citations" | "hints" | "model" | "prompt"
  > {
  /** What became of the question. */
  readonly outcome: Answer["kind"];
}

function footnoteField(answer: Answer): FootnoteField {
  const { id, kind, answered, confidence, language, question, citations, hints, model, prompt } = answer;
  return {
    id,
    outcome: kind,
    answered,
    confidence,
    language,
    question,
    citations,
    ...(hints !== undefined && { hints }),
    model,
    ...(prompt !== undefined && { prompt }),
  };
}

/** A whole completion, `chat.completion`. */
export function wholeCompletion(
  head: CompletionHead,
  content: string,
  annotations: readonly UrlCitation[],
  usage: Usage,
  answer: Answer | undefined,
) {
  const message = { role: "assistant", content, refusal: null, annotations } as const;
  return {
    ...head,
    object: "chat.completion",
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    usage,
    ...(answer !== undefined && { footnote: footnoteField(answer) }),
  };
}

/** Makes the chunks of one streamed completion, `chat.completion.chunk`. */
export interface ChunkMaker {
  readonly first: () => object;
  readonly piece: (piece: ContentPiece) => object;
  readonly last: (answer: Answer | undefined) => object;
  readonly usage: (usage: Usage) => object;
}

/** @param withUsage whether the client asked for the usage: then each chunk has the field */
export function chunkMaker(head: CompletionHead, withUsage: boolean): ChunkMaker {
  const chunk = (delta: object, finishReason: "stop" | null, more: object = {}) => ({
    ...head,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    ...(withUsage && { usage: null }),
    ...more,
  });
  return {
    first: () => chunk({ role: "assistant", content: "", refusal: null }, null),
    piece: ({ content, annotation, citation }) =>
      chunk(
        { content, ...(annotation !== undefined && { annotations: [annotation] }) },
        null,
        annotation !== undefined && citation !== undefined
          ? { event: sourceEvent(annotation, citation) }
          : {},
      ),
    last: (answer) => chunk({}, "stop", answer === undefined ? {} : { footnote: footnoteField(answer) }),
    usage: (usage) => ({ ...head, object: "chat.completion.chunk", choices: [], usage }),
  };
}

/**
 * What open-webui shows as a source: it passes a chunk's field `event` on to its page before it reads the rest (see
 * `stream_body_handler` in its `backend/open_webui/utils/middleware.py`). The annotation becomes a source there as well,
 * without the quote; both are one, since `source` is the same. The field is on the marker's own chunk and not on one
 * with `choices: []`, which clients that don't expect it break on.
 */
function sourceEvent({ url_citation: { url, title } }: UrlCitation, { quote, page }: Citation) {
  const metadata = {
    source: url,
    name: title,
    // Newer versions would show the address instead of the name otherwise.
    source_url: url,
    // Shown as one more.
    ...(page !== null && { page: page - 1 }),
  };
  return {
    type: "source",
    data: { source: { name: title, url }, document: [quote], metadata: [metadata] },
  };
}
