import type { ReactiveController, ReactiveControllerHost } from "lit";
import { sendFeedback } from "../transport/feedback-client.js";
import type { Server } from "../transport/server.js";
import type { CommentState } from "../view/turn-context.js";
import type { Conversation } from "./conversation.js";
import type { Rating, Turn } from "./turn.js";

/** How long it says that something was copied. */
const copiedMs = 3000;

/** What readers do with answers: copy them, rate them, comment on the rating. */
export class Reactions implements ReactiveController {
  #comment: CommentState | null = null;
  #copied: { readonly turnId: number; readonly done: boolean } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly conversation: Conversation,
    /** Called once a rating or a comment has been received. */
    private readonly onSent: (turn: Turn, rating: Rating, comment: string) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** The comment that is written on a turn's rating, or null. */
  commentOn(turnId: number): CommentState | null {
    return this.#comment?.turnId === turnId ? this.#comment : null;
  }

  /** Whether a turn's answer has just been copied; null if nobody tried. */
  copied(turnId: number): boolean | null {
    return this.#copied?.turnId === turnId ? this.#copied.done : null;
  }

  async copy(turnId: number, text: string): Promise<void> {
    const done = await writeToClipboard(text);
    clearTimeout(this.#timer);
    this.#copied = { turnId, done };
    this.#timer = setTimeout(() => {
      this.#copied = null;
      this.host.requestUpdate();
    }, copiedMs);
    this.host.requestUpdate();
  }

  /** Sends a rating at once, and asks for a comment. One that can't be sent is taken back. */
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

  /** Sends the comment with the rating it explains. A blank one isn't sent; the rating has been. */
  async comment(turn: Turn, comment: string, server: Server): Promise<void> {
    const { rating } = turn;
    if (rating === null || this.#comment?.step === "sending") return;
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

/** Where the page isn't served securely there is no clipboard, and a reader may not allow it. */
async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
