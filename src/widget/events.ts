import { viewerLink } from "./answer/viewer-link.js";
import type { Turn } from "./conversation/turn.js";
import type { Server } from "./transport/server.js";
import type { AnswerDetail, ErrorDetail, FootnoteChatEventMap } from "./widget-api.js";

/** Fires an event that the page around the element can listen to. */
export function fire<Name extends keyof FootnoteChatEventMap>(
  element: Element,
  name: Name,
  detail: FootnoteChatEventMap[Name]["detail"],
): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

/** The detail of the event for a turn that has an answer; null for any other turn. */
export function answerDetail(turn: Turn, server: Server): AnswerDetail | null {
  const { state, answerId, question, text, citations, sentences, excerpts } = turn;
  if (state !== "answered" && state !== "excerpts" && state !== "replied" && state !== "refused") {
    return null;
  }
  return {
    id: answerId,
    question,
    outcome: state,
    answer: text,
    citations: citations.map((citation) => ({ ...citation, url: viewerLink(citation, server) })),
    sentences,
    excerpts,
  };
}

/** The detail of the event for a turn that has failed; null for any other turn. */
export function errorDetail({ question, failure }: Turn): ErrorDetail | null {
  return failure === null ? null : { question, code: failure.code || failure.kind };
}
