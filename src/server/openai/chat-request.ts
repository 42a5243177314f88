import { z } from "zod";
import type { Limits } from "../../config/config.js";
import type { ChatMessage } from "../../core/answer.js";
import { clientTaskReply } from "./client-tasks.js";

const ROLES = ["system", "developer", "user", "assistant", "tool", "function"] as const;

/** A part of a message. Parts that aren't text, such as pictures, are taken and not read. */
const CONTENT_PART_SCHEMA = z.object(
  {
    type: z.string({ error: "Must be text." }),
    text: z.string({ error: "Must be text." }).exactOptional(),
  },
  { error: 'Must be an object with "type".' },
);

const MESSAGE_SCHEMA = z.object(
  {
    role: z
      .enum(ROLES, { error: `Must be one of ${ROLES.join(", ")}.` })
      .describe("Only what users and assistants say is read; other messages are taken and ignored."),
    content: z
      .union([z.string(), z.array(CONTENT_PART_SCHEMA), z.null()], {
        error: "Must be text or a list of parts.",
      })
      .optional()
      .describe("Text, or parts of which the texts are read."),
  },
  { error: 'Must be an object with "role" and "content".' },
);

type Message = z.infer<typeof MESSAGE_SCHEMA>;

/**
 * The body of `POST /v1/chat/completions`. Parameters it doesn't know are ignored, as are those of OpenAI that mean
 * nothing here: `temperature`, `tools`, `n` and the like.
 */
export function chatCompletionRequestSchema({ questionCharacters, messages }: Limits) {
  return z.object(
    {
      model: z
        .string({ error: "Must be the id of a model." })
        .exactOptional()
        .describe("The id of a model that `GET /v1/models` lists; without it, the only one."),
      messages: z
        .array(MESSAGE_SCHEMA, { error: 'Must be a list of {"role", "content"}.' })
        .min(1, { error: "Must hold at least one message." })
        .max(messages, { error: `Must hold at most ${messages} messages.` })
        .check(({ value, issues }) => {
          const problem = questionProblem(value, questionCharacters);
          if (problem !== undefined) {
            issues.push({ code: "custom", input: value, ...problem });
          }
        })
        .describe("The conversation, oldest first; its last message is the user's question."),
      stream: z
        .boolean({ error: "Must be true or false." })
        .nullish()
        .describe("Whether the answer is streamed; false by default."),
      stream_options: z
        .object(
          {
            include_usage: z
              .boolean({ error: "Must be true or false." })
              .nullish()
              .describe("Whether a stream's last chunk tells the usage."),
          },
          { error: "Must be an object." },
        )
        .nullish(),
    },
    { error: 'The body must be an object with "messages".' },
  );
}

/** The body of `POST /v1/chat/completions`. */
export type ChatCompletionRequest = z.infer<ReturnType<typeof chatCompletionRequestSchema>>;

/**
 * What users and assistants said. Instructions of system and developer messages are left out: what is answered from, and
 * how, is the operator's to say. So are tools' results, since no tool is ever called.
 */
export function conversationOf(messages: readonly Message[]): ChatMessage[] {
  return messages.flatMap(({ role, content }) => {
    const text = textOf(content);
    return (role === "user" || role === "assistant") && text.trim() !== "" ? [{ role, content: text }] : [];
  });
}

/** All texts of a request, one after the other. */
export function allText(messages: readonly Message[]): string {
  return messages.map(({ content }) => textOf(content)).join("\n");
}

function textOf(content: Message["content"]): string {
  if (typeof content === "string") {
    return content;
  }
  return (content ?? []).flatMap(({ type, text }) => (type === "text" ? (text ?? []) : [])).join("\n");
}

/** What a client asks for itself, answered; undefined if it is a question. */
export function taskReply(messages: readonly Message[]): string | undefined {
  return clientTaskReply(textOf(messages.at(-1)?.content));
}

function questionProblem(messages: readonly Message[], longest: number) {
  if (taskReply(messages) !== undefined) {
    return undefined;
  }
  const place = messages.findLastIndex(({ role }) => role === "user" || role === "assistant");
  const question = messages[place];
  if (question === undefined) {
    return { path: [], message: "There is no message of a user." };
  }
  if (question.role === "assistant") {
    return { path: [place, "role"], message: "The last message must be the user's." };
  }
  const text = textOf(question.content);
  if (text.trim() === "") {
    return { path: [place, "content"], message: "The question has no text; pictures and files aren't read." };
  }
  if (text.length > longest) {
    return { path: [place, "content"], message: `The question must have at most ${longest} characters.` };
  }
  return undefined;
}
