import { type Context, Hono } from "hono";
import type { Answerer } from "../../answering/answerer.js";
import { finishAnswer } from "../../app/finish-answer.js";
import type { Limits } from "../../config/config.js";
import type { AnswerEvent, AnswerRequest } from "../../core/answer.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { AppEnv } from "../app-env.js";
import { type ChatRequest, chatRequestSchema } from "../chat-request.js";
import { HttpError, publicError } from "../errors.js";
import type { RecentAnswers } from "../feedback/recent-answers.js";
import { loggedAnswer } from "../log-answer.js";
import { logFailure } from "../log-failure.js";
import type { Logger } from "../logger.js";
import { readJson } from "../read-json.js";
import type { Slots } from "../slots.js";
import { type SendEvent, type ServerSentEvent, streamEvents } from "../sse.js";
import { withTimeLimit } from "../time-limit.js";

/** What answering a question over HTTP needs. */
export interface ChatDependencies {
  readonly answerer: Answerer;
  readonly store: Catalogue;
  readonly slots: Slots;
  readonly limits: Limits;
  /** Keeps what was answered, to be rated. */
  readonly recentAnswers: RecentAnswers;
  readonly log: Logger;
}

/** How long a stream may still take to say that its time is over. */
const ERROR_GRACE_MS = 5000;

/** `POST /api/chat`: one answer, as a stream of events or as one JSON object. */
export function chatRoute(dependencies: ChatDependencies) {
  const { answerer, store, slots, limits, recentAnswers, log } = dependencies;
  const schema = chatRequestSchema(limits.questionCharacters);

  return new Hono<AppEnv>().post("/", async (c) => {
    const request = await readJson(c.req, schema);
    await requireDocuments(store, request.documents);
    const release = slots.take();
    const answer = (signal: AbortSignal) =>
      loggedAnswer(
        recentAnswers.remember(answerer.answer(answerRequest(request, signal))),
        c.get("requestId"),
        log,
      );
    if (request.stream) {
      return streamEvents(c, limits.requestTimeoutMs + ERROR_GRACE_MS, (send, client) =>
        withTimeLimit(client, limits.requestTimeoutMs, (signal) => forward(answer(signal), send, signal))
          .catch((error: unknown) => sendFailure(c, error, send, log))
          .finally(release),
      );
    }
    try {
      return c.json(
        await withTimeLimit(c.req.raw.signal, limits.requestTimeoutMs, (signal) =>
          finishAnswer(answer(signal)),
        ),
      );
    } finally {
      release();
    }
  });
}

async function requireDocuments(store: Catalogue, ids: readonly string[] | undefined): Promise<void> {
  if (ids === undefined) {
    return;
  }
  if (!(await store.has(ids))) {
    throw new HttpError(
      422,
      "unknown_document",
      "documents: An id is unknown. GET /api/documents lists them.",
    );
  }
}

function answerRequest({ messages, documents }: ChatRequest, signal: AbortSignal): AnswerRequest {
  return { messages, signal, ...(documents !== undefined && { documents }) };
}

async function forward(
  events: AsyncIterable<AnswerEvent>,
  send: SendEvent,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of events) {
    // Once the time is over, nothing may follow the error.
    signal.throwIfAborted();
    await send(serverSentEvent(event));
  }
}

function serverSentEvent(event: AnswerEvent): ServerSentEvent {
  switch (event.type) {
    case "passages":
      return { event: "passages", data: event.passages };
    case "delta":
      return { event: "delta", data: { text: event.text } };
    case "citation":
      return { event: "citation", data: event.citation };
    case "done":
      return { event: "done", data: event.answer };
  }
}

async function sendFailure(c: Context<AppEnv>, error: unknown, send: SendEvent, log: Logger): Promise<void> {
  logFailure(log, c.get("requestId"), error);
  const { code, message } = publicError(error);
  await send({ event: "error", data: { code, message } });
}
