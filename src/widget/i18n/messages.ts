/** Languages of the user interface. */
export type UiLanguage = "de" | "en";

/** Every text of the pages in one language. */
export interface Messages {
  /** BCP 47 tag for dates and numbers. */
  readonly locale: string;
  readonly header: {
    readonly home: string;
    readonly language: string;
    readonly darkTheme: string;
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
    readonly verifiedLong: string;
    readonly unverified: string;
    readonly unverifiedLong: string;
    readonly page: (page: number) => string;
    readonly openDocument: string;
    readonly openDocumentAt: (title: string) => string;
    readonly close: string;
    readonly refused: string;
    readonly related: (count: number) => string;
    readonly relatedHint: string;
    readonly announceAnswer: (text: string, footnotes: number) => string;
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
