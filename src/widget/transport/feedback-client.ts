import { RequestFailed, toFailure } from "./failure.js";
import { request } from "./request.js";
import type { Server } from "./server.js";

/** What a reader says of an answer. */
export interface Feedback {
  readonly answerId: string;
  readonly rating: "up" | "down";
  /** At most 2,000 characters; empty without one. */
  readonly comment: string;
}

/** Sends it. @throws RequestFailed */
export async function sendFeedback(server: Server, { answerId, rating, comment }: Feedback): Promise<void> {
  const said = comment.trim();
  try {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ answerId, rating, ...(said !== "" && { comment: said }) }),
    };
    await request(`${server.base}api/feedback`, init, server.key);
  } catch (error) {
    throw new RequestFailed(toFailure(error, false));
  }
}
