import type { AnswerExcerpt, AnswerSentence, ChatMessage, RefusalHints } from "../../core/answer.js";
import type { ChatEvent, SourceCitation, SourcePassage } from "../transport/chat-events.js";
import type { Failure } from "../transport/failure.js";

/**
 * Where a turn stands: `searching` until the passages are there, `writing` until the answer is complete;
 * then `answered` from the documents, `excerpts` of them that come closest, `replied` without them, `refused`,
 * `stopped` by the reader, or `failed`.
 */
export type TurnState =
  | "searching"
  | "writing"
  | "answered"
  | "excerpts"
  | "replied"
  | "refused"
  | "stopped"
  | "failed";

/** Whether an answer helped. */
export type Rating = "up" | "down";

/** A question and what has arrived of its answer. */
export interface Turn {
  /** Unique within the conversation. */
  readonly id: number;
  readonly question: string;
  readonly state: TurnState;
  /** The server's id of the answer, which feedback names; empty until the answer is complete. */
  readonly answerId: string;
  /** What the reader thinks of the answer; null if that isn't known. */
  readonly rating: Rating | null;
  /** Whether the turn is pending and nothing has arrived for a while. */
  readonly slow: boolean;
  /** The standalone question that the server searched for; empty until it is known. */
  readonly searchedFor: string;
  /** The probability that the answer is right; 1 until it is known. */
  readonly confidence: number;
  /** Text with footnote markers `[1]`. */
  readonly text: string;
  /** ISO 639-1 code of the answer's language, empty until it is known. */
  readonly language: string;
  readonly citations: readonly SourceCitation[];
  /** The state of each sentence; empty until the answer is complete. */
  readonly sentences: readonly AnswerSentence[];
  /** The parts of the text that were taken whole from a document; empty until the answer is complete. */
  readonly excerpts: readonly AnswerExcerpt[];
  readonly passages: readonly SourcePassage[];
  /** Of excerpts and a refusal; null otherwise. */
  readonly hints: RefusalHints | null;
  /** Set when `state` is `failed`. */
  readonly failure: Failure | null;
}

const COMPLETE: ReadonlySet<TurnState> = new Set(["answered", "excerpts", "replied", "refused"]);
const STATES = {
  answer: "answered",
  excerpts: "excerpts",
  refusal: "refused",
  small_talk: "replied",
} as const;

/** A turn before anything has arrived. */
export function startTurn(id: number, question: string): Turn {
  return {
    id,
    question,
    state: "searching",
    answerId: "",
    rating: null,
    slow: false,
    searchedFor: "",
    confidence: 1,
    text: "",
    language: "",
    citations: [],
    sentences: [],
    excerpts: [],
    passages: [],
    hints: null,
    failure: null,
  };
}

/** Whether the answer isn't complete yet. */
export function isPending(turn: Turn): boolean {
  return turn.state === "searching" || turn.state === "writing";
}

/** The turn after an event of its stream. The finished answer replaces what was streamed. */
export function applyEvent(turn: Turn, event: ChatEvent): Turn {
  switch (event.type) {
    case "passages":
      return { ...turn, slow: false, state: "writing", passages: event.passages };
    case "delta":
      return { ...turn, slow: false, state: "writing", text: turn.text + event.text };
    case "citation":
      return { ...turn, citations: [...turn.citations, event.citation] };
    case "done":
      return {
        ...turn,
        slow: false,
        state: STATES[event.answer.kind],
        answerId: event.answer.id,
        searchedFor: event.answer.question,
        confidence: event.answer.confidence,
        text: event.answer.answer,
        language: event.answer.language,
        citations: event.answer.citations,
        sentences: event.answer.sentences,
        excerpts: event.answer.excerpts,
        passages: event.answer.passages,
        hints: event.answer.hints,
      };
  }
}

/** The messages that ask `question` after `turns`. Questions that got no complete answer are left out. */
export function toMessages(turns: readonly Turn[], question: string): readonly ChatMessage[] {
  const complete = turns.filter(({ state }) => COMPLETE.has(state));
  const history = complete.flatMap((turn): ChatMessage[] => [
    { role: "user", content: turn.question },
    { role: "assistant", content: turn.text },
  ]);
  return [...history, { role: "user", content: question }];
}
