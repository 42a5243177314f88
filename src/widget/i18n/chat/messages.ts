import type { VerificationReason } from "../../../core/answer.js";

/** Every text of the chat in one language; a site may bring its own. */
export interface ChatMessages {
  /** BCP 47 tag of the language, for numbers too. */
  readonly locale: string;
  /** The direction that the language is written in. */
  readonly direction: "ltr" | "rtl";
  readonly chat: {
    readonly heading: string;
    readonly lead: string;
    readonly conversation: string;
    readonly examples: string;
    readonly answersFrom: (count: number) => string;
    readonly more: (count: number) => string;
    readonly noDocuments: string;
    readonly addDocuments: string;
  };
  readonly panel: {
    /** The label of the button that opens the panel. */
    readonly open: (heading: string) => string;
    readonly close: string;
    /** What a panel without a conversation says, unless the site has words of its own. */
    readonly greeting: string;
    /** Added to the label of a link. */
    readonly newTab: string;
  };
  readonly composer: {
    readonly label: string;
    readonly placeholder: string;
    readonly send: string;
    readonly stop: string;
    readonly hint: string;
    readonly clear: string;
    readonly cleared: string;
    readonly restore: string;
  };
  readonly answer: {
    readonly searching: string;
    readonly writing: (passages: number) => string;
    readonly slow: string;
    readonly stopped: string;
    readonly askAgain: string;
    readonly uncited: string;
    readonly sources: string;
    readonly table: string;
    readonly copy: string;
    readonly copied: string;
    readonly notCopied: string;
    readonly footnote: (marker: number, title: string) => string;
    /** What is said of a verified citation: that its quote was checked, and not that the answer is right. */
    readonly verified: string;
    readonly unverified: string;
    /** Why a citation is verified or isn't, as a sentence. */
    readonly reasons: Readonly<Record<VerificationReason, string>>;
    /** Said of an answer that is more likely right than not, and not surely. */
    readonly uncertain: string;
    readonly searchedFor: string;
    readonly missing: (words: readonly string[]) => string;
    readonly instead: (topics: readonly string[]) => string;
    readonly openDocument: string;
    readonly openDocumentAt: (title: string) => string;
    readonly close: string;
    readonly refused: string;
    readonly related: (count: number) => string;
    readonly relatedHint: string;
    readonly announceAnswer: (text: string, footnotes: number) => string;
  };
  readonly feedback: {
    readonly label: string;
    readonly up: string;
    readonly down: string;
    readonly thanks: string;
    readonly comment: string;
    readonly hint: string;
    readonly send: string;
    readonly sent: string;
    readonly failed: string;
  };
  /** Where something stands in a document. */
  readonly place: {
    readonly page: (page: number) => string;
    readonly slide: (slide: number) => string;
    readonly row: (row: number) => string;
    /** @param seconds since the start of the recording */
    readonly time: (seconds: number) => string;
  };
  readonly failure: {
    readonly heading: string;
    readonly offline: string;
    readonly unreachable: string;
    readonly interrupted: string;
    readonly malformed: string;
    readonly keyMissing: string;
    readonly keyRefused: string;
    readonly empty: string;
    readonly notReady: string;
    readonly tooMany: (seconds: number) => string;
    readonly tooLong: string;
    readonly notAllowed: string;
    readonly server: string;
    readonly serverSays: string;
    readonly requestId: string;
    readonly retry: string;
  };
  readonly key: {
    readonly hint: string;
    readonly adminHeading: string;
    readonly adminHint: string;
    readonly adminLabel: string;
    readonly label: string;
    readonly send: string;
    readonly checking: string;
    readonly waiting: string;
  };
}

/** Texts that take the place of the built-in ones: any of them, section by section. */
export type OwnMessages = {
  readonly [Section in keyof ChatMessages]?: ChatMessages[Section] extends string
    ? ChatMessages[Section]
    : Partial<ChatMessages[Section]>;
};
