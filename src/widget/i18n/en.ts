import type { Messages } from "./messages.js";

/** English. */
export const en: Messages = {
  locale: "en",
  header: { home: "Footnote, home", language: "Language", darkTheme: "Dark appearance" },
  chat: {
    pageTitle: "Footnote: ask the documents",
    heading: "Ask the documents",
    lead: "Every sentence of an answer carries a footnote. It opens the passage in the document that the sentence rests on. What the documents don’t say, Footnote doesn’t answer.",
    conversation: "Conversation",
    examples: "Try one of these",
    answersFrom: (count) =>
      count === 1 ? "Answers come from this document" : `Answers come from ${count} documents`,
    more: (count) => `and ${count} more`,
    noDocuments: "No documents yet",
    addDocuments:
      "Put files into the documents folder (.txt or .md) and restart Footnote. Then ask your questions here.",
  },
  composer: {
    label: "Question",
    placeholder: "Ask a question …",
    send: "Ask",
    stop: "Stop",
    hint: "Enter sends, Shift + Enter starts a new line.",
    clear: "Clear conversation",
    cleared: "Conversation cleared.",
    restore: "Undo",
  },
  answer: {
    searching: "Searching the documents …",
    writing: (passages) =>
      passages === 1 ? "Answering from one passage …" : `Answering from ${passages} passages …`,
    stopped: "Stopped. The answer isn’t complete.",
    askAgain: "Ask again",
    uncited: "no source",
    sources: "Sources",
    footnote: (marker, title) => `Footnote ${marker}: ${title}`,
    verified: "verified",
    verifiedLong: "Verified: the document says exactly this, and it supports the sentence.",
    unverified: "not confirmed",
    unverifiedLong: "Not confirmed: please read for yourself whether the passage supports the sentence.",
    page: (page) => `Page ${page}`,
    openDocument: "Read in the document",
    openDocumentAt: (title) => `Read in the document: ${title}`,
    close: "Close",
    refused: "The documents don’t answer this",
    related: (count) => (count === 1 ? "Perhaps related: one passage" : `Perhaps related: ${count} passages`),
    relatedHint: "These passages don’t answer the question. They are only the closest to it.",
    announceAnswer: (text, footnotes) =>
      `Answer: ${text} ${footnotes === 1 ? "One footnote." : `${footnotes} footnotes.`}`,
  },
  failure: {
    heading: "That didn’t work",
    offline: "This device is offline. Try again once it is connected.",
    unreachable: "Footnote can’t be reached right now. Is the server running?",
    interrupted: "The connection broke before the answer was complete.",
    malformed: "The server’s answer couldn’t be read. Reloading the page may help.",
    keyMissing: "This server asks for a key",
    keyRefused: "The server doesn’t accept this key.",
    empty: "There are no documents yet. Put files into the documents folder and restart Footnote.",
    notReady: "Footnote is still preparing the documents. Try again in a few seconds.",
    tooMany: (seconds) =>
      seconds > 0
        ? `Too many questions in a short time. Try again in ${seconds} seconds.`
        : "Too many questions in a short time. Please wait a moment.",
    tooLong: "The question or the conversation is too long. Ask more briefly, or clear the conversation.",
    notAllowed: "This page may not ask here. The operator can open access.",
    server: "The server couldn’t answer the question.",
    serverSays: "The server says",
    requestId: "Reference",
    retry: "Try again",
  },
  key: {
    hint: "The operator gives it out. It is kept only until this tab is closed.",
    label: "Key",
    send: "Continue",
    checking: "Checking the key …",
    waiting: "Waits for the key.",
  },
  viewer: {
    back: "Back to the questions",
    loading: "Loading the document …",
    characters: (count) => `${count.toLocaleString("en")} characters`,
    cited: "Cited passage",
    goToCited: "Go to the cited passage",
    copyLink: "Copy link",
    linkCopied: "Link copied",
    linkNotCopied: "Couldn’t copy; the link is in the address bar",
    notFound: "There is no such document",
    notFoundHint: "It may have been removed or renamed.",
  },
};
