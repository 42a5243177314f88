import { z } from "zod";

/** The body of `POST /api/feedback`. */
export interface FeedbackRequest {
  /** The `id` of an answer. */
  readonly answerId: string;
  readonly rating: "up" | "down";
  /** Not blank. */
  readonly comment?: string;
}

const ANSWER_ID_FORM = /^[\w-]{1,100}$/;
const COMMENT_CHARACTERS = 2000;

/** What `POST /api/feedback` takes. Fields it doesn't know are ignored, and so is a blank comment. */
export const FEEDBACK_REQUEST_SCHEMA: z.ZodType<FeedbackRequest> = z
  .object(
    {
      answerId: z
        .string({ error: "Must be the id of an answer." })
        .regex(ANSWER_ID_FORM, { error: "Must be the id of an answer: 1 to 100 letters, digits, _ or -." })
        .describe("The `id` of an answer."),
      rating: z.enum(["up", "down"], { error: 'Must be "up" or "down".' }),
      comment: z
        .string({ error: "Must be text." })
        .max(COMMENT_CHARACTERS, { error: `Must have at most ${COMMENT_CHARACTERS} characters.` })
        .optional()
        .describe("A blank one is ignored."),
    },
    { error: 'The body must be an object with "answerId" and "rating".' },
  )
  .transform(({ answerId, rating, comment = "" }) => ({
    answerId,
    rating,
    ...(comment.trim() !== "" && { comment }),
  }));
