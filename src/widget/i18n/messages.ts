import type { VerificationReason } from "../../core/answer.js";

/** Languages of the user interface. */
export type UiLanguage = "de" | "en";

/** A name, and what it means. */
interface Explained {
  readonly name: string;
  readonly hint: string;
}

/** Every text of the pages in one language. */
export interface Messages {
  /** BCP 47 tag for dates and numbers. */
  readonly locale: string;
  readonly header: {
    readonly home: string;
    readonly language: string;
    readonly darkTheme: string;
    readonly pages: string;
    readonly chat: string;
    readonly search: string;
    readonly documents: string;
  };
  readonly chat: {
    readonly pageTitle: string;
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
  readonly search: {
    readonly pageTitle: string;
    readonly heading: string;
    readonly lead: string;
    readonly label: string;
    readonly placeholder: string;
    readonly count: string;
    readonly send: string;
    readonly legend: string;
    readonly searching: string;
    readonly results: string;
    readonly noDocuments: string;
    readonly announce: (passages: number) => string;
    /** @param words joined; empty if all are stop words */
    readonly question: (language: string, words: string) => string;
    /** What the bars compare, with an explanation for readers who don't know how search works. */
    readonly comparisons: {
      readonly lexical: Explained;
      readonly dense: Explained;
      readonly alignment: Explained;
    };
    readonly rank: (rank: number, found: number) => string;
    readonly noRank: string;
    readonly rerank: string;
    /** That the order goes by it. */
    readonly decides: string;
    readonly kinds: { readonly word: string; readonly stem: string; readonly grams: string };
    readonly above: string;
    readonly missing: string;
    readonly otherLanguage: string;
    readonly why: string;
    readonly composition: string;
    readonly signal: string;
    readonly passage: string;
    readonly paragraph: string;
    readonly weight: string;
    readonly share: string;
    readonly sum: string;
    readonly sumHint: string;
    readonly signals: {
      readonly words: Explained;
      readonly grams: Explained;
      readonly cosine: Explained;
      readonly sentence: Explained;
      readonly alignment: Explained;
      readonly repeated: Explained;
    };
    readonly steps: {
      readonly embed: string;
      readonly lexical: string;
      readonly dense: string;
      readonly fusion: string;
      readonly rerank: string;
      readonly total: string;
    };
  };
  readonly documents: {
    readonly pageTitle: string;
    readonly heading: string;
    readonly lead: string;
    readonly loading: string;
    readonly counts: (documents: number, passages: number) => string;
    readonly filter: string;
    readonly sortBy: string;
    readonly sortedBy: (column: string, descending: boolean) => string;
    readonly ascending: string;
    readonly descending: string;
    readonly onlyFailed: (count: number) => string;
    readonly shown: (shown: number, all: number) => string;
    readonly noMatch: string;
    readonly more: (count: number) => string;
    readonly empty: string;
    readonly emptyHint: string;
    readonly columns: {
      readonly title: string;
      readonly state: string;
      readonly format: string;
      readonly passages: string;
      readonly language: string;
      readonly size: string;
      readonly date: string;
    };
    readonly pages: (pages: number, format: string) => string;
    readonly passages: (count: number) => string;
    readonly ready: string;
    readonly failed: string;
    readonly indexing: string;
    readonly unknownLanguage: string;
    readonly syncing: (done: number, total: number) => string;
    readonly syncStarting: string;
    readonly upToDate: (time: string) => string;
    readonly syncFailed: string;
    readonly skipped: (count: number) => string;
    readonly skippedHint: string;
    readonly manage: string;
    readonly manageHint: string;
    readonly adminDisabled: string;
    readonly addFiles: string;
    readonly dropHint: string;
    readonly sync: string;
    readonly uploads: string;
    readonly waiting: string;
    readonly uploading: (percent: number) => string;
    readonly reading: string;
    readonly uploaded: string;
    readonly remove: string;
    readonly removeNamed: (title: string) => string;
    readonly removeQuestion: (title: string) => string;
    readonly removeHint: (path: string) => string;
    readonly removed: (title: string) => string;
    readonly cancel: string;
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
  readonly viewer: {
    readonly back: string;
    readonly loading: string;
    readonly characters: (count: number) => string;
    readonly cited: string;
    readonly goToCited: string;
    readonly copyLink: string;
    readonly linkCopied: string;
    readonly linkNotCopied: string;
    readonly notFound: string;
    readonly notFoundHint: string;
  };
}
