import type { Limits } from "../../../config/config.js";
import { FEEDBACK_REQUEST_SCHEMA } from "../../feedback/feedback-request.js";
import { chatRequestSchema } from "../../routes/chat.js";
import { searchQuerySchema } from "../../routes/search.js";
import { requestSchema } from "../components.js";
import { ANSWER_ERRORS, BODY_ERRORS, SEARCH_ERRORS } from "../errors.js";
import type { Operation } from "../operation.js";
import { ANSWER, CHAT_EVENTS } from "../schemas/answer.js";
import { EXPLAINED_SEARCH_RESULT, SEARCH_RESULT } from "../schemas/search.js";

const EVENTS =
  "Server-sent events: `passages` once, then `delta` and, as soon as its marker is out, `citation`, at last `done`; or `error` at any point. All deltas one after the other are the answer.";

/** Asking, searching and rating. */
export function answerOperations(limits: Limits): Operation[] {
  return [
    {
      method: "post",
      path: "/api/chat",
      id: "chat",
      tag: "Answers",
      summary: "Answers a question with footnotes",
      description: EVENTS,
      access: "ask",
      body: {
        mediaType: "application/json",
        schema: requestSchema(chatRequestSchema(limits)),
        example: {
          messages: [{ role: "user", content: "When did Kyrgyzstan want to mediate?" }],
          stream: false,
        },
      },
      answers: [
        {
          status: 200,
          description: "The answer: events, or JSON with `stream: false`.",
          contents: [
            { mediaType: "application/json", schemas: [ANSWER] },
            { mediaType: "text/event-stream", events: CHAT_EVENTS },
          ],
        },
      ],
      errors: [...BODY_ERRORS, "unknown_document", ...ANSWER_ERRORS],
    },
    {
      method: "get",
      path: "/api/search",
      id: "search",
      tag: "Answers",
      summary: "Finds passages",
      access: "ask",
      query: searchQuerySchema(limits.questionCharacters),
      answers: [
        {
          status: 200,
          description: "The passages; with `explain=true` also how they came about.",
          contents: [{ mediaType: "application/json", schemas: [SEARCH_RESULT, EXPLAINED_SEARCH_RESULT] }],
        },
      ],
      errors: ["invalid_request", ...SEARCH_ERRORS],
    },
    {
      method: "post",
      path: "/api/feedback",
      id: "rateAnswer",
      tag: "Answers",
      summary: "Rates an answer",
      access: "ask",
      body: {
        mediaType: "application/json",
        schema: requestSchema(FEEDBACK_REQUEST_SCHEMA),
        example: { answerId: "3f4cbfa4-1083-4b1b-86ff-89dc7c3af84e", rating: "up" },
      },
      answers: [{ status: 204, description: "The rating is stored." }],
      errors: [...BODY_ERRORS, "feedback_failed", "feedback_full"],
    },
  ];
}
