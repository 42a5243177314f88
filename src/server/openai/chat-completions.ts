import { type Context, Hono } from "hono";
import type { Limits } from "../../config/config.js";
import type { Answer } from "../../core/answer.js";
import type { AnswerTurns } from "../answers/answer-turns.js";
import type { AppEnv } from "../http/app-env.js";
import { publicError } from "../http/errors.js";
import { readJson } from "../http/read-json.js";
import { type SendEvent, streamEvents } from "../http/sse.js";
import { logFailure } from "../log/log-requests.js";
import type { Logger } from "../log/logger.js";
import { type ContentPiece, contentPieces, type UrlCitation } from "./annotations.js";
import {
  allText,
  type ChatCompletionRequest,
  chatCompletionRequestSchema,
  conversationOf,
  taskReply,
} from "./chat-request.js";
import { chunkMaker, completionHead, wholeCompletion } from "./completion.js";
import { requireModel } from "./models.js";
import { openAiError } from "./openai-error.js";
import { usageOf } from "./usage.js";

/** What answering in OpenAI's format needs. */
export interface ChatCompletionsDependencies {
  readonly turns: AnswerTurns;
  readonly limits: Limits;
  readonly log: Logger;
}

/** The pieces of a reply, and at their end the answer, unless it was a task of the client's own. */
type Pieces = AsyncGenerator<ContentPiece, Answer | undefined>;

/** Has the reply made and its pieces consumed; ends, with the reply, when the client leaves or the time is over. */
type Reply = <T>(
  client: AbortSignal,
  consume: (pieces: Pieces, signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** How long a stream may still take to send the error after its time limit, in milliseconds. */
const ERROR_GRACE_MS = 5000;

/** `POST /v1/chat/completions`: one answer, as one JSON object or as a stream of chunks. */
export function chatCompletionsRoute({ turns, limits, log }: ChatCompletionsDependencies) {
  const schema = chatCompletionRequestSchema(limits);

  async function replyTo({ messages }: ChatCompletionRequest, c: Context<AppEnv>): Promise<Reply> {
    const task = taskReply(messages);
    if (task !== undefined) {
      return (client, consume) => consume(onePiece(task), client);
    }
    const turn = await turns.take(c);
    return (client, consume) =>
      turn.answer({ messages: conversationOf(messages) }, client, (events, signal) =>
        consume(contentPieces(events), signal),
      );
  }

  return new Hono<AppEnv>().post("/", async (c) => {
    const request = await readJson(c.req, schema);
    requireModel(request.model);
    const reply = await replyTo(request, c);
    if (request.stream === true) {
      return streamEvents(c, limits.requestTimeoutMs + ERROR_GRACE_MS, (send, client) =>
        reply(client, (pieces, signal) => sendChunks(request, pieces, send, signal)).catch((error: unknown) =>
          sendFailure(c, error, send, log),
        ),
      );
    }
    return c.json(await reply(c.req.raw.signal, (pieces) => complete(request, pieces)));
  });
}

async function* onePiece(content: string): Pieces {
  yield { content };
  return undefined;
}

async function complete({ messages }: ChatCompletionRequest, pieces: Pieces) {
  const annotations: UrlCitation[] = [];
  const { content, answer } = await readToTheEnd(pieces, async ({ annotation }) => {
    annotations.push(...(annotation === undefined ? [] : [annotation]));
  });
  const usage = usageOf(answer?.usage, allText(messages), content);
  return wholeCompletion(completionHead(), content, annotations, usage, answer);
}

async function sendChunks(
  { messages, stream_options }: ChatCompletionRequest,
  pieces: Pieces,
  send: SendEvent,
  signal: AbortSignal,
): Promise<void> {
  const withUsage = stream_options?.include_usage === true;
  const chunks = chunkMaker(completionHead(), withUsage);
  await send({ data: chunks.first() });
  const { content, answer } = await readToTheEnd(pieces, async (piece) => {
    // After the time limit the error is the last event.
    signal.throwIfAborted();
    await send({ data: chunks.piece(piece) });
  });
  signal.throwIfAborted();
  await send({ data: chunks.last(answer) });
  if (withUsage) {
    await send({ data: chunks.usage(usageOf(answer?.usage, allText(messages), content)) });
  }
  await send({ data: "[DONE]" });
}

/** Reads what `for await` doesn't give, too: what the pieces return. */
async function readToTheEnd(pieces: Pieces, use: (piece: ContentPiece) => Promise<void>) {
  let content = "";
  try {
    for (;;) {
      const next = await pieces.next();
      if (next.done === true) {
        return { content, answer: next.value };
      }
      content += next.value.content;
      await use(next.value);
    }
  } finally {
    await pieces.return(undefined);
  }
}

async function sendFailure(c: Context<AppEnv>, error: unknown, send: SendEvent, log: Logger): Promise<void> {
  logFailure(log, c.get("requestId"), error);
  await send({ data: openAiError(publicError(error)).body });
}
