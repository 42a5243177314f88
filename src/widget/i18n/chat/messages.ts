import type { VerificationReason } from "../../../core/answer.js";

/** Every text of the chat in one language; a site may bring its own. */
export interface ChatMessages {
  /** BCP 47 tag for dates and numbers. */
  readonly locale: string;
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
    readonly stopped: string;
    readonly askAgain: string;
    readonly uncited: string;
    readonly sources: string;
    readonly footnote: (marker: number, title: string) => string;
    readonly verified: string;
    readonly unverified: string;
    /** Why a citation is verified or isn't, as a sentence. */
    readonly reasons: Readonly<Record<VerificationReason, string>>;
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
