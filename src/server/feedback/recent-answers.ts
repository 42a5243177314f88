import { LRUCache } from "lru-cache";
import type { Answer, AnswerEvent, Citation } from "../../core/answer.js";

/** What is kept of an answer in case somebody rates it. */
export interface RecentAnswer extends Pick<Answer, "question" | "answer" | "kind" | "model"> {
  readonly citations: readonly Pick<Citation, "documentId" | "start" | "end" | "verified">[];
}

/** The answers that were finished last. They are gone when the server stops. */
export interface RecentAnswers {
  /** Passes the events of an answer on, and keeps the answer once it is done. */
  remember(events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent, void>;
  /** @returns undefined if the answer is unknown, or too many were finished since */
  find(answerId: string): RecentAnswer | undefined;
}

/** @param capacity how many answers are kept; each takes a few kilobytes */
export function createRecentAnswers(capacity: number): RecentAnswers {
  const known = new LRUCache<string, RecentAnswer>({ max: capacity });
  return {
    async *remember(events) {
      for await (const event of events) {
        if (event.type === "done") {
          known.set(event.answer.id, essenceOf(event.answer));
        }
        yield event;
      }
    },
    find: (answerId) => known.peek(answerId),
  };
}

/** Without the passages, which are most of an answer. */
function essenceOf({ question, answer, kind, model, citations }: Answer): RecentAnswer {
  return {
    question,
    answer,
    kind,
    model,
    citations: citations.map(({ documentId, start, end, verified }) => ({
      documentId,
      start,
      end,
      verified,
    })),
  };
}
