import type { RoomState } from "./ledger.js";

/** What a client was answered, over whichever interface. */
export interface Reply {
  /** `answer`, `excerpts`, `refusal` or `small_talk`. */
  readonly outcome: string;
  readonly text: string;
  readonly citations: readonly {
    readonly documentId: string;
    readonly quote: string;
    readonly start: number;
    readonly end: number;
    readonly verified: boolean;
  }[];
}

/**
 * What is wrong with the answer to the question for a room's code.
 * @param state what held from before the question was sent until the answer was there
 * @returns undefined if it is right
 */
export function faultOf({ outcome, text, citations }: Reply, state: RoomState): string | undefined {
  switch (state.kind) {
    case "present": {
      const { code, documentId } = state;
      const own = citations.filter((citation) => citation.documentId === documentId);
      if (outcome !== "answer" || !text.includes(code)) {
        return `${outcome} without the code`;
      }
      if (!own.some(({ quote }) => quote.includes(code))) {
        return "no quote holds the code";
      }
      return own.every(({ verified }) => verified) ? undefined : "a quote isn't verified";
    }
    case "removed": {
      const { formerCode, formerId } = state;
      if (citations.some(({ documentId }) => documentId === formerId)) {
        return "cites a document that was removed";
      }
      if (text.includes(formerCode)) {
        return "holds the code of a document that was removed";
      }
      return outcome === "answer" ? "answers what no document holds" : undefined;
    }
    case "changing":
      return undefined;
  }
}
