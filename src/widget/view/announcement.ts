import { AnswerText } from "../answer/answer-text.js";
import type { Turn } from "../conversation/turn.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import { asksForKey } from "../transport/failure.js";
import { explainFailure } from "./failure.js";

/** The announcement of a turn's end to screen readers. */
export function announcementOf(turn: Turn, messages: ChatMessages): string {
  switch (turn.state) {
    case "answered":
      return messages.answer.announceAnswer(new AnswerText(turn).plainText(), turn.citations.length);
    case "excerpts":
      return new AnswerText(turn).plainText();
    case "replied":
      return turn.text;
    case "refused":
      return `${messages.answer.refused}. ${turn.text}`;
    case "stopped":
      return messages.answer.stopped;
    case "failed": {
      if (asksForKey(turn.failure)) {
        return messages.key.waiting;
      }
      const reason = turn.failure === null ? "" : explainFailure(turn.failure, messages);
      return `${messages.failure.heading}. ${reason}`;
    }
    case "searching":
    case "writing":
      return messages.answer.searching;
  }
}
