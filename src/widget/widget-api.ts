import type { AnswerExcerpt, AnswerSentence, Citation } from "../core/answer.js";
import type { OwnMessages } from "./i18n/chat/messages.js";

export type { ChatMessages, OwnMessages } from "./i18n/chat/messages.js";

/**
 * How long a conversation is kept: `site`, in this browser, for all pages of the site until the reader clears it;
 * `tab`, until the tab is closed, as befits a shared computer; `off`, until the page is left.
 */
export type HistoryScope = "site" | "tab" | "off";

/** Light, dark, or as the visitor's device has it. */
export type WidgetTheme = "auto" | "light" | "dark";

/** The corner of the window that the launcher stands in. */
export type WidgetPosition = "right" | "left";

/** `<footnote-chat>`: ask the documents of a Footnote server. Every property has an attribute of the same name. */
export interface FootnoteChatElement extends HTMLElement {
  /** The server's address; by default where the script came from, or else the page's own origin. */
  server: string;
  /** What the panel is called. */
  heading: string;
  /** What is said before the first question. */
  greeting: string;
  /** Questions to start with; the attribute separates them by `|`. */
  questions: readonly string[];
  theme: WidgetTheme;
  /** A CSS colour; it is made lighter or darker where it would be hard to read. Empty for Footnote's own. */
  accent: string;
  position: WidgetPosition;
  /** Whether it is a button in a corner of the window that opens a panel, instead of standing in the page. */
  launcher: boolean;
  /** How long the conversation is kept; `site` by default. */
  history: HistoryScope;
  /** Texts of the user interface, such as those of a language that isn't built in. Has no attribute. */
  messages: OwnMessages;
  /** Opens the panel, if there is one, and puts the cursor into the field for the question. */
  open(): void;
  /** Closes the panel, if there is one. */
  close(): void;
  /** Opens the panel and asks. Resolves when the answer is there, or why there is none. */
  ask(question: string): Promise<void>;
}

/** A question that was asked. */
export interface QuestionDetail {
  readonly question: string;
}

/** An answer that is complete. */
export interface AnswerDetail {
  readonly id: string;
  readonly question: string;
  /**
   * `answered` from the documents, `excerpts` of them that come closest, `replied` without them as to a greeting, or
   * `refused`.
   */
  readonly outcome: "answered" | "excerpts" | "replied" | "refused";
  /** Markdown with footnote markers `[1]`. */
  readonly answer: string;
  readonly citations: readonly Omit<Citation, "reason">[];
  readonly sentences: readonly AnswerSentence[];
  /** The parts of the answer that were taken whole from a document. */
  readonly excerpts: readonly AnswerExcerpt[];
}

/** A question that failed. */
export interface ErrorDetail {
  readonly question: string;
  /** The server's code, such as `too_many_requests`, or `offline`, `unreachable` and the like. */
  readonly code: string;
}

/** What a visitor thinks of an answer. */
export interface FeedbackDetail {
  readonly answerId: string;
  readonly rating: "up" | "down";
  /** Empty without a comment. */
  readonly comment: string;
}

/** The events that `<footnote-chat>` fires. They bubble out of shadow trees. */
export interface FootnoteChatEventMap {
  "footnote-open": CustomEvent<null>;
  "footnote-close": CustomEvent<null>;
  "footnote-question": CustomEvent<QuestionDetail>;
  "footnote-answer": CustomEvent<AnswerDetail>;
  "footnote-error": CustomEvent<ErrorDetail>;
  "footnote-feedback": CustomEvent<FeedbackDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "footnote-chat": FootnoteChatElement;
  }
  interface HTMLElementEventMap extends FootnoteChatEventMap {}
  interface DocumentEventMap extends FootnoteChatEventMap {}
}
