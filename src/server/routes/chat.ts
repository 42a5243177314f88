import { type Context, Hono } from "hono";
import { z } from "zod";
import { type Answerer, finishAnswer } from "../../answering/answerer.js";
import type { Limits } from "../../config/config.js";
import type { AnswerEvent, AnswerRequest, ChatMessage } from "../../core/answer.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { RecentAnswers } from "../feedback/recent-answers.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError, publicError } from "../http/errors.js";
import { type Slots, withTimeLimit } from "../http/limits.js";
import { readJson } from "../http/read-json.js";
import { type SendEvent, type ServerSentEvent, streamEvents } from "../http/sse.js";
import { logAnswer, logFailure } from "../log/log-requests.js";
import type { Logger } from "../log/logger.js";

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

/** The body of `POST /api/chat`. */
interface ChatRequest {
  /** The last one is the user's question. */
  readonly messages: readonly ChatMessage[];
  readonly stream: boolean;
  /** Only these documents, by id. */
  readonly documents?: readonly string[] | undefined;
}

const MOST_MESSAGES = 200;
const MOST_DOCUMENTS = 1000;

/** How long a stream may still take to send the error after its time limit, in milliseconds. */
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
      logAnswer(
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
  if (ids !== undefined && !(await store.has(ids))) {
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
    // After the time limit the error is the last event.
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

/**
 * What `POST /api/chat` takes. Fields it doesn't know are ignored.
 * @param questionCharacters the longest question; what came before it is bounded by the body's size
 */
function chatRequestSchema(questionCharacters: number): z.ZodType<ChatRequest> {
  const message = z.object(
    {
      role: z.enum(["user", "assistant"], { error: 'Must be "user" or "assistant".' }),
      content: z.string({ error: "Must be text." }),
    },
    { error: 'Must be an object with "role" and "content".' },
  );
  return z.object(
    {
      messages: z
        .array(message, { error: 'Must be a list of {"role", "content"}.' })
        .min(1, { error: "Must hold at least one message." })
        .max(MOST_MESSAGES, { error: `Must hold at most ${MOST_MESSAGES} messages.` })
        .check((context) => {
          const problem = questionProblem(context.value.at(-1), questionCharacters);
          if (problem !== undefined) {
            context.issues.push({
              code: "custom",
              input: context.value,
              path: [context.value.length - 1, ...problem.path],
              message: problem.message,
            });
          }
        }),
      stream: z.boolean({ error: "Must be true or false." }).default(true),
      documents: z
        .array(z.string({ error: "Must be a document's id." }), { error: "Must be a list of document ids." })
        .min(1, { error: "Must hold at least one document's id; leave it out to ask all documents." })
        .max(MOST_DOCUMENTS, { error: `Must hold at most ${MOST_DOCUMENTS} ids.` })
        .optional(),
    },
    { error: 'The body must be an object with "messages".' },
  );
}

function questionProblem(question: ChatMessage | undefined, longest: number) {
  if (question?.role === "assistant") {
    return { path: ["role"], message: "The last message must be the user's." };
  }
  if (question?.content.trim() === "") {
    return { path: ["content"], message: "The question is empty." };
  }
  if (question !== undefined && question.content.length > longest) {
    return { path: ["content"], message: `The question must have at most ${longest} characters.` };
  }
  return undefined;
}
