import type { ReactiveControllerHost } from "lit";
import { writeToClipboard } from "../clipboard.js";
import { Momentary } from "../momentary.js";
import { sendFeedback } from "../transport/feedback-client.js";
import type { Server } from "../transport/server.js";
import type { Conversation } from "./conversation.js";
import type { Rating, Turn } from "./turn.js";

/** How long the message that something was copied stays. */
const COPIED_MS = 3000;

/** A comment on a rating: it exists from the rating until the server has received the comment. */
export interface CommentState {
  readonly turnId: number;
  readonly step: "writing" | "sending" | "failed" | "sent";
}

/** What readers do with answers: copy them, rate them, comment on the rating. */
export class Reactions {
  #comment: CommentState | null = null;
  readonly #copied: Momentary<{ readonly turnId: number; readonly done: boolean }>;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly conversation: Conversation,
    /** Called once a rating or a comment has been received. */
    private readonly onSent: (turn: Turn, rating: Rating, comment: string) => void,
  ) {
    this.#copied = new Momentary(host, COPIED_MS);
  }

  /** The comment that is written on a turn's rating, or null. */
  commentOn(turnId: number): CommentState | null {
    return this.#comment?.turnId === turnId ? this.#comment : null;
  }

  /** Whether a turn's answer has just been copied; null if nobody tried. */
  copied(turnId: number): boolean | null {
    const copied = this.#copied.value;
    return copied?.turnId === turnId ? copied.done : null;
  }

  async copy(turnId: number, text: string): Promise<void> {
    this.#copied.say({ turnId, done: await writeToClipboard(text) });
  }

  /** Sends a rating at once and asks for a comment. A rating that can't be sent is taken back. */
  async rate(turn: Turn, rating: Rating, server: Server): Promise<void> {
    if (turn.rating === rating) {
      this.#say({ turnId: turn.id, step: "writing" });
      return;
    }
    this.conversation.rate(turn.id, rating);
    this.#say({ turnId: turn.id, step: "writing" });
    try {
      await sendFeedback(server, { answerId: turn.answerId, rating, comment: "" });
      this.onSent(turn, rating, "");
    } catch {
      this.conversation.rate(turn.id, turn.rating);
      this.#say({ turnId: turn.id, step: "failed" });
    }
  }

  /** Sends the comment with the rating it explains. A blank comment isn't sent: the rating has been sent already. */
  async comment(turn: Turn, comment: string, server: Server): Promise<void> {
    const { rating } = turn;
    if (rating === null || this.#comment?.step === "sending") {
      return;
    }
    if (comment.trim() === "") {
      this.#say({ turnId: turn.id, step: "sent" });
      return;
    }
    this.#say({ turnId: turn.id, step: "sending" });
    try {
      await sendFeedback(server, { answerId: turn.answerId, rating, comment });
      this.#say({ turnId: turn.id, step: "sent" });
      this.onSent(turn, rating, comment.trim());
    } catch {
      this.#say({ turnId: turn.id, step: "failed" });
    }
  }

  #say(comment: CommentState): void {
    this.#comment = comment;
    this.host.requestUpdate();
  }
}
