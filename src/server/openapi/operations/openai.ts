import type { Limits } from "../../../config/config.js";
import { chatCompletionRequestSchema } from "../../openai/chat-request.js";
import { requestSchema } from "../components.js";
import { ANSWER_ERRORS, BODY_ERRORS } from "../errors.js";
import { json, type Operation } from "../operation.js";
import { CHUNK, COMPLETION, MODEL, MODEL_LIST, OPENAI_ERROR } from "../schemas/openai.js";

const SHARED = { tag: "OpenAI", access: "ask", errorShape: "openai" } as const;

/** What clients of OpenAI's call. */
export function openAiOperations(limits: Limits): Operation[] {
  return [
    {
      ...SHARED,
      method: "post",
      path: "/v1/chat/completions",
      id: "createChatCompletion",
      summary: "Answers in OpenAI's format",
      description:
        "With `stream: true` server-sent events without names: chunks, then `[DONE]`; an error in the middle ends the stream. Other parameters of OpenAI's are ignored.",
      body: {
        mediaType: "application/json",
        schema: requestSchema(chatCompletionRequestSchema(limits)),
        example: {
          model: "footnote",
          messages: [{ role: "user", content: "When did Kyrgyzstan want to mediate?" }],
        },
      },
      answers: [
        {
          status: 200,
          description: "The answer: JSON, or events with `stream: true`.",
          contents: [
            { mediaType: "application/json", schemas: [COMPLETION] },
            { mediaType: "text/event-stream", events: { chunk: CHUNK, error: OPENAI_ERROR } },
          ],
        },
      ],
      errors: [...BODY_ERRORS, "model_not_found", ...ANSWER_ERRORS],
    },
    {
      ...SHARED,
      method: "get",
      path: "/v1/models",
      id: "listModels",
      summary: "Lists the one model there is",
      answers: [json(200, "The list.", MODEL_LIST)],
      errors: [],
    },
    {
      ...SHARED,
      method: "get",
      path: "/v1/models/:id",
      id: "getModel",
      summary: "Gives the one model there is",
      pathParameters: { id: "`footnote`" },
      answers: [json(200, "The model.", MODEL)],
      errors: ["model_not_found"],
    },
  ];
}
