import { Hono } from "hono";
import type { AppEnv } from "../app-env.js";
import type { FeedbackFile } from "../feedback/feedback-file.js";
import type { RecentAnswers } from "../feedback/recent-answers.js";
import { FEEDBACK_REQUEST_SCHEMA } from "../feedback-request.js";
import type { Logger } from "../logger.js";
import { readJson } from "../read-json.js";

/** What taking feedback over HTTP needs. */
export interface FeedbackDependencies {
  readonly feedbackFile: FeedbackFile;
  readonly recentAnswers: RecentAnswers;
  readonly log: Logger;
}

/**
 * `POST /api/feedback`: stores what a reader thinks of an answer, with the answer if it is still remembered, and
 * says in the log that there was one. A later rating of the same answer is stored too; the last one counts.
 */
export function feedbackRoute({ feedbackFile, recentAnswers, log }: FeedbackDependencies) {
  return new Hono<AppEnv>().post("/", async (c) => {
    const feedback = await readJson(c.req, FEEDBACK_REQUEST_SCHEMA);
    const { answerId, rating, comment } = feedback;
    await feedbackFile.append({
      at: new Date().toISOString(),
      ...feedback,
      ...recentAnswers.find(answerId),
    });
    const requestId = c.get("requestId");
    log.info({ requestId, answerId, rating, hasComment: comment !== undefined }, "feedback");
    return c.body(null, 204);
  });
}
