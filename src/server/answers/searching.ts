import type { Context } from "hono";
import type { Limits } from "../../config/config.js";
import type { Retrieval, RetrievalRequest, Retriever } from "../../retrieval/retriever.js";
import type { AppEnv } from "../http/app-env.js";
import { withTimeLimit } from "../http/limits.js";
import type { RequestQueue } from "../limits/request-queue.js";

/**
 * The one way in which passages are searched for over HTTP, whatever the protocol: in the caller's turn and within the
 * time limit.
 * @param c says whose turn it is
 * @param client is aborted when the client disconnects
 * @throws HttpError `too_busy`, `timeout`; what retrieval throws
 */
export type Searching = (
  c: Context<AppEnv>,
  request: Pick<RetrievalRequest, "question" | "limit">,
  client: AbortSignal,
) => Promise<Retrieval>;

/** What searches are made of. */
export interface SearchingOptions {
  readonly retriever: Retriever;
  readonly queue: RequestQueue;
  readonly limits: Pick<Limits, "requestTimeoutMs">;
}

/** Searches within the limits. */
export function createSearching({ retriever, queue, limits }: SearchingOptions): Searching {
  return async (c, request, client) => {
    const release = await queue.enter(c);
    try {
      return await withTimeLimit(client, limits.requestTimeoutMs, (signal) =>
        retriever.retrieve({ ...request, signal }),
      );
    } finally {
      release();
    }
  };
}
