import { Hono } from "hono";
import type { FeedbackFile } from "../feedback/feedback-file.js";
import { FEEDBACK_REQUEST_SCHEMA } from "../feedback/feedback-request.js";
import type { RecentAnswers } from "../feedback/recent-answers.js";
import type { AppEnv } from "../http/app-env.js";
import { readJson } from "../http/read-json.js";
import { callerOf } from "../limits/caller.js";
import { refuseBeyond } from "../limits/limit-rate.js";
import type { Quota } from "../limits/quota.js";
import type { Logger } from "../log/logger.js";

/** What taking feedback over HTTP needs. */
export interface FeedbackDependencies {
  readonly feedbackFile: FeedbackFile;
  /** Undefined: readers may rate as much as they like. */
  readonly quota: Quota | undefined;
  readonly recentAnswers: RecentAnswers;
  readonly log: Logger;
}

/**
 * `POST /api/feedback`: stores what a reader thinks of an answer, with the answer if it is still remembered, and
 * says in the log that there was one. A later rating of the same answer is stored too; the last one counts.
 */
export function feedbackRoute({ feedbackFile, quota, recentAnswers, log }: FeedbackDependencies) {
  return new Hono<AppEnv>().post("/", async (c) => {
    const feedback = await readJson(c.req, FEEDBACK_REQUEST_SCHEMA);
    const { answerId, rating, comment } = feedback;
    if (quota !== undefined) {
      refuseBeyond(quota, await quota.consume(callerOf(c)), "Too many ratings.");
    }
    await feedbackFile.append({
      at: new Date().toISOString(),
      ...feedback,
      ...(await recentAnswers.find(answerId)),
    });
    const requestId = c.get("requestId");
    log.info({ requestId, answerId, rating, hasComment: comment !== undefined }, "feedback");
    return c.body(null, 204);
  });
}
