import { type Context, Hono } from "hono";
import { z } from "zod";
import { finishAnswer } from "../../answering/answerer.js";
import type { Limits } from "../../config/config.js";
import type { AnswerEvent, AnswerRequest, ChatMessage } from "../../core/answer.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { AnswerTurns } from "../answers/answer-turns.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError, publicError } from "../http/errors.js";
import { readJson } from "../http/read-json.js";
import { type SendEvent, type ServerSentEvent, streamEvents } from "../http/sse.js";
import { logFailure } from "../log/log-requests.js";
import type { Logger } from "../log/logger.js";

/** What answering a question over HTTP needs. */
export interface ChatDependencies {
  readonly turns: AnswerTurns;
  readonly store: Catalogue;
  readonly limits: Limits;
  readonly log: Logger;
}

/** The body of `POST /api/chat`. */
interface ChatRequest extends Pick<AnswerRequest, "messages" | "documents"> {
  readonly stream: boolean;
}

const MOST_DOCUMENTS = 1000;

/** How long a stream may still take to send the error after its time limit, in milliseconds. */
const ERROR_GRACE_MS = 5000;

/** `POST /api/chat`: one answer, as a stream of events or as one JSON object. */
export function chatRoute({ turns, store, limits, log }: ChatDependencies) {
  const schema = chatRequestSchema(limits);

  return new Hono<AppEnv>().post("/", async (c) => {
    const { stream, ...request } = await readJson(c.req, schema);
    await requireDocuments(store, request.documents);
    const turn = await turns.take(c);
    if (stream) {
      return streamEvents(c, limits.requestTimeoutMs + ERROR_GRACE_MS, (send, client) =>
        turn
          .answer(request, client, (events, signal) => forward(events, send, signal))
          .catch((error: unknown) => sendFailure(c, error, send, log)),
      );
    }
    return c.json(await turn.answer(request, c.req.raw.signal, (events) => finishAnswer(events)));
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
 * What `POST /api/chat` takes. Fields it doesn't know are ignored. The question has a longest length; what came before
 * it is bounded by the body's size.
 */
export function chatRequestSchema({ questionCharacters, messages }: Limits): z.ZodType<ChatRequest> {
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
        .max(messages, { error: `Must hold at most ${messages} messages.` })
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
        })
        .describe(
          `The conversation, oldest first. The last message is the user's question, of at most ${questionCharacters} characters.`,
        ),
      stream: z
        .boolean({ error: "Must be true or false." })
        .default(true)
        .describe("Whether the answer comes as events."),
      documents: z
        .array(z.string({ error: "Must be a document's id." }), { error: "Must be a list of document ids." })
        .min(1, { error: "Must hold at least one document's id; leave it out to ask all documents." })
        .max(MOST_DOCUMENTS, { error: `Must hold at most ${MOST_DOCUMENTS} ids.` })
        .exactOptional()
        .describe("Only these documents are searched, by id; without it, all."),
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
