import type { ReactiveControllerHost } from "lit";
import { copiedAnswer } from "../answer/copied-answer.js";
import { Conversation } from "../conversation/conversation.js";
import type { History } from "../conversation/history.js";
import { OpenNote } from "../conversation/open-note.js";
import { Reactions } from "../conversation/reactions.js";
import type { Rating, Turn } from "../conversation/turn.js";
import { answerDetail, errorDetail, fire } from "../events.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import { asksForKey, type Failure } from "../transport/failure.js";
import { OWN_SERVER, type Server } from "../transport/server.js";
import { announcementOf } from "../view/announcement.js";
import type { ComposerContext } from "../view/composer.js";
import type { TurnContext } from "../view/turn-context.js";

/** The element that shows a session. */
interface SessionHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
  /** Finds out whether the server takes questions, with the key if there is one; null without a way to find out. */
  readonly checkAccess: (() => Promise<Failure | null>) | null;
}

/**
 * What a reader does in the chat, and what follows from it: the focus, what screen readers announce, and the events for
 * the page around the chat. Its host renders after every change.
 */
export class ChatSession {
  /** What answers. */
  server: Server = OWN_SERVER;
  /** What screen readers say next. */
  announcement = "";
  readonly #openNote: OpenNote;
  readonly #conversation: Conversation;
  readonly #reactions: Reactions;
  readonly #showLastTurn: () => void;
  #draft = "";
  /** Why the server takes no questions; null while it isn't known that it takes none. */
  #accessFailure: Failure | null = null;

  constructor(
    private readonly host: SessionHost,
    /** The texts of the user interface; its host changes them with the language. */
    public texts: ChatMessages,
    showLastTurn: () => void,
  ) {
    this.#showLastTurn = showLastTurn;
    this.#openNote = new OpenNote(host);
    this.#conversation = new Conversation(host, (turn) => this.#settled(turn));
    this.#reactions = new Reactions(host, this.#conversation, ({ answerId }, rating, comment) =>
      fire(host, "footnote-feedback", { answerId, rating, comment }),
    );
  }

  get turns(): readonly Turn[] {
    return this.#conversation.turns;
  }

  /** What a turn shows and does, on a page whose documents open in a new tab or in its own. */
  turnContext(turn: Turn, newTab: boolean): TurnContext {
    return {
      messages: this.texts,
      server: this.server,
      newTab,
      turnId: turn.id,
      openMarker: this.#openNote.in(turn.id),
      comment: this.#reactions.commentOn(turn.id),
      copied: this.#reactions.copied(turn.id),
      toggleNote: (marker, opener) => this.#openNote.toggle({ turnId: turn.id, marker, opener }),
      closeNote: () => this.closeNote(),
      retry: () => void this.#follow(this.#conversation.retry(turn.id)),
      copy: () => void this.#reactions.copy(turn.id, copiedAnswer(turn, this.server, this.texts)),
      rate: (rating) => void this.#rate(turn, rating),
      sendComment: (comment) => void this.#reactions.comment(turn, comment, this.server),
    };
  }

  /** What the field for the question shows and does. */
  get composer(): ComposerContext {
    return {
      messages: this.texts,
      draft: this.#draft,
      busy: this.#conversation.busy,
      clearable: this.turns.length > 0,
      restorable: this.#conversation.restorable,
      changeDraft: (draft) => {
        this.#draft = draft;
      },
      send: () => void this.ask(this.#draft),
      stop: () => this.#conversation.stop(),
      clear: () => this.#clear(),
      restore: () => this.#restore(),
    };
  }

  /** The failure that an API key would solve; null while no key is asked for. */
  get lackingKey(): Failure | null {
    if (asksForKey(this.#accessFailure)) {
      return this.#accessFailure;
    }
    return this.#conversation.waiting.at(-1)?.failure ?? null;
  }

  /** Goes on with the stored conversation with a server. */
  resume(server: Server, history: History): void {
    this.server = server;
    this.#conversation.resume(server, history);
    this.#openNote.forget();
  }

  /** Closes the open footnote. @returns false if none is open */
  closeNote(): boolean {
    return this.#openNote.close();
  }

  /** Finds out whether a key is asked for. Other failures are ignored here: the next question reports them. */
  async checkAccess(): Promise<void> {
    this.#accessFailure = (await this.host.checkAccess?.()) ?? null;
    this.host.requestUpdate();
    if (asksForKey(this.#accessFailure)) {
      this.#announce(this.texts.failure.keyMissing);
    }
  }

  /** Asks again what waits for a key. Resolves once it is known whether the key is right. */
  async tryKey(): Promise<void> {
    await this.checkAccess();
    if (asksForKey(this.#accessFailure)) {
      return;
    }
    this.#announce("");
    const answered = this.#conversation.retryWaiting();
    this.#showLastTurn();
    // Only the answer tells whether the key is right.
    if (this.host.checkAccess === null) {
      await answered;
    }
  }

  /** Asks a question. Blank ones are ignored, and so is everything while an answer is on its way. */
  async ask(question: string): Promise<void> {
    if (question.trim() === "" || this.#conversation.busy) {
      return;
    }
    if (question === this.#draft) {
      this.#draft = "";
    }
    this.#openNote.forget();
    fire(this.host, "footnote-question", { question: question.trim() });
    await this.#follow(this.#conversation.ask(question));
  }

  async #rate(turn: Turn, rating: Rating): Promise<void> {
    const sent = this.#reactions.rate(turn, rating, this.server);
    await this.host.updateComplete;
    this.host.renderRoot.querySelector(".comment")?.scrollIntoView({ block: "nearest" });
    await sent;
    const received = this.#reactions.commentOn(turn.id)?.step !== "failed";
    this.#announce(received ? this.texts.feedback.thanks : this.texts.feedback.failed);
  }

  #clear(): void {
    this.#openNote.forget();
    this.#announce(this.texts.composer.cleared);
    this.#conversation.clear();
    this.host.focus();
  }

  /** Undoes `clear`. */
  #restore(): void {
    this.#announce("");
    this.#conversation.restore();
    this.host.focus();
    this.#showLastTurn();
  }

  /** Shows a turn that has just begun. */
  async #follow(answered: Promise<void>): Promise<void> {
    this.#announce(this.texts.answer.searching);
    this.host.focus({ preventScroll: true });
    this.#showLastTurn();
    await answered;
  }

  #settled(turn: Turn): void {
    this.#announce(announcementOf(turn, this.texts));
    const answer = answerDetail(turn, this.server);
    const error = errorDetail(turn);
    if (answer !== null) {
      fire(this.host, "footnote-answer", answer);
    }
    if (error !== null) {
      fire(this.host, "footnote-error", error);
    }
  }

  #announce(announcement: string): void {
    this.announcement = announcement;
    this.host.requestUpdate();
  }
}
