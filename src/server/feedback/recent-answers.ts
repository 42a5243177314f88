import { LRUCache } from "lru-cache";
import type { Answer, AnswerEvent, Citation } from "../../core/answer.js";

/** What is kept of an answer in case somebody rates it. */
export interface RecentAnswer extends Pick<Answer, "question" | "answer" | "kind" | "model"> {
  readonly citations: readonly Pick<Citation, "documentId" | "start" | "end" | "verified">[];
}

/** Where answers are kept: in this process, or in one that several server processes share. */
export interface AnswerMemory {
  set(answerId: string, answer: RecentAnswer): void;
  /** @returns undefined if the answer is unknown, or too many were finished since */
  get(answerId: string): Promise<RecentAnswer | undefined>;
}

/** The answers that were finished last. They are gone when the server stops. */
export interface RecentAnswers {
  /** Passes the events of an answer on, and keeps the answer once it is done. */
  remember(events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent, void>;
  /** @returns undefined if the answer is unknown, or too many were finished since */
  find(answerId: string): Promise<RecentAnswer | undefined>;
}

/** How many answers are kept; each takes a few kilobytes. */
const CAPACITY = 1000;

/** A memory in this process. */
export function createAnswerMemory(capacity = CAPACITY): AnswerMemory {
  const known = new LRUCache<string, RecentAnswer>({ max: capacity });
  return {
    set: (answerId, answer) => known.set(answerId, answer),
    get: async (answerId) => known.peek(answerId),
  };
}

/** Keeps answers in a memory. */
export function createRecentAnswers(memory: AnswerMemory): RecentAnswers {
  return {
    async *remember(events) {
      for await (const event of events) {
        if (event.type === "done") {
          memory.set(event.answer.id, essenceOf(event.answer));
        }
        yield event;
      }
    },
    find: (answerId) => memory.get(answerId),
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
