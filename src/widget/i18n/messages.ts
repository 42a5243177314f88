import type { ChatMessages, OwnMessages } from "./chat/messages.js";

/** A name, and what it means. */
interface Explained {
  readonly name: string;
  readonly hint: string;
}

/** Every text of the pages in one language, those of the chat included. */
export interface Messages extends ChatMessages {
  readonly chatPage: { readonly pageTitle: string };
  readonly header: {
    readonly home: string;
    readonly language: string;
    readonly darkTheme: string;
    readonly pages: string;
    readonly chat: string;
    readonly search: string;
    readonly documents: string;
    /** Names who is signed in. */
    readonly account: (name: string) => string;
    readonly signOut: string;
  };
  /** What a page says when it isn't known any more who asks. */
  readonly access: {
    readonly heading: string;
    readonly hint: string;
    readonly signIn: string;
    readonly reloadHint: string;
    readonly reload: string;
    /** What the chat says then, in place of what it says where a key is lacking. */
    readonly inChat: OwnMessages;
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
    readonly onlyNotWhole: (count: number) => string;
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
    readonly notAdmin: string;
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
  readonly viewer: {
    readonly back: string;
    readonly loading: string;
    readonly characters: (count: number) => string;
    readonly cited: string;
    readonly goToCited: string;
    readonly search: string;
    /** @param more whether there are more than `found` */
    readonly matches: (current: number, found: number, more: boolean) => string;
    readonly noMatches: string;
    readonly previousMatch: string;
    readonly nextMatch: string;
    readonly contents: string;
    readonly page: string;
    readonly slide: string;
    /** After the number of a page or slide. */
    readonly ofSheets: (count: number) => string;
    readonly copyLink: string;
    /** That the link leads to what is selected. */
    readonly copyLinkHint: string;
    readonly linkCopied: string;
    readonly selectionLinkCopied: string;
    readonly linkNotCopied: string;
    readonly notFound: string;
    readonly notFoundHint: string;
  };
}
