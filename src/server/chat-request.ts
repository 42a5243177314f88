import { z } from "zod";
import type { ChatMessage } from "../core/answer.js";

/** The body of `POST /api/chat`. */
export interface ChatRequest {
  /** The last one is the user's question. */
  readonly messages: readonly ChatMessage[];
  readonly stream: boolean;
  /** Only these documents, by id. */
  readonly documents?: readonly string[] | undefined;
}

const MOST_MESSAGES = 200;
const MOST_DOCUMENTS = 1000;

/**
 * What `POST /api/chat` takes. Fields it doesn't know are ignored.
 * @param questionCharacters the longest question; what came before it is bounded by the body's size
 */
export function chatRequestSchema(questionCharacters: number): z.ZodType<ChatRequest> {
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
