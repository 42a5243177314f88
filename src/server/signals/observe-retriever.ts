import type { Retrieval, Retriever } from "../../retrieval/retriever.js";

/** Is told of retrievals. */
export interface RetrievalObserver {
  begin(): RetrievalCallObserver;
}

/** Is told how one retrieval ended. */
export interface RetrievalCallObserver {
  found(retrieval: Retrieval): void;
  failed(error: unknown): void;
}

/** The retriever, whose retrievals are observed. */
export function observeRetriever(retriever: Retriever, observers: readonly RetrievalObserver[]): Retriever {
  return {
    ...retriever,
    async retrieve(request) {
      const calls = observers.map((observer) => observer.begin());
      try {
        const retrieval = await retriever.retrieve(request);
        for (const call of calls) {
          call.found(retrieval);
        }
        return retrieval;
      } catch (error) {
        for (const call of calls) {
          call.failed(error);
        }
        throw error;
      }
    },
  };
}
