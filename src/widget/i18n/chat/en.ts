import { clockTime } from "../clock-time.js";
import type { ChatMessages } from "./messages.js";

/** English. */
export const EN: ChatMessages = {
  locale: "en",
  direction: "ltr",
  chat: {
    heading: "Ask the documents",
    lead: "Every sentence of an answer carries a footnote. It opens the passage in the document that the sentence rests on. What the documents don’t say, Footnote doesn’t answer.",
    conversation: "Conversation",
    examples: "Try one of these",
    answersFrom: (count) =>
      count === 1
        ? "Answers come from this document"
        : `Answers come from ${count.toLocaleString("en")} documents`,
    more: (count) => `and ${count.toLocaleString("en")} more`,
    noDocuments: "No documents yet",
    addDocuments:
      "Put files into the documents folder. As soon as Footnote has read them, ask your questions here.",
  },
  panel: {
    open: (heading) => `${heading}: open`,
    close: "Close",
    greeting:
      "Ask a question. Every sentence of the answer carries a footnote that shows what it rests on; what the documents don’t say isn’t answered.",
    newTab: "opens a new tab",
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
    slow: "This takes longer than usual. The connection or the server is slow.",
    stopped: "Stopped. The answer isn’t complete.",
    askAgain: "Ask again",
    uncited: "no source",
    sources: "Sources",
    table: "Table",
    copy: "Copy",
    copied: "Copied",
    notCopied: "Couldn’t copy",
    footnote: (marker, title) => `Footnote ${marker}: ${title}`,
    verified: "quote checked",
    unverified: "not confirmed",
    reasons: {
      verbatim: "Quote checked: this is the document’s text, word for word.",
      supported: "Quote checked: this is the document’s text, and it supports the sentence.",
      number: "Not confirmed: the sentence gives a number that isn’t here.",
      date: "Not confirmed: the sentence gives a date that isn’t here.",
      name: "Not confirmed: the sentence gives a name that isn’t here.",
      negation: "Not confirmed: one denies what the other says.",
      unsupported: "Not confirmed: too little of what the sentence says is here.",
      changed: "Not confirmed: the document has been changed since.",
    },
    uncertain: "Not certain that this answers the question: better read on in the document.",
    searchedFor: "Searched for:",
    missing: (words) => `Not found in the documents: ${words.map((word) => `“${word}”`).join(", ")}.`,
    instead: (topics) =>
      `Closest to it: ${topics.map((topic) => `“${topic}”`).join(", ")}. A question about that, in the documents’ own words if possible, gets further.`,
    openDocument: "Read in the document",
    openDocumentAt: (title) => `Read in the document: ${title}`,
    close: "Close",
    refused: "The documents don’t answer this",
    related: (count) => (count === 1 ? "Perhaps related: one passage" : `Perhaps related: ${count} passages`),
    relatedHint: "These passages don’t answer the question. They are only the closest to it.",
    announceAnswer: (text, footnotes) =>
      `Answer: ${text} ${footnotes === 1 ? "One footnote." : `${footnotes} footnotes.`}`,
  },
  feedback: {
    label: "Was this helpful?",
    up: "Helpful",
    down: "Not helpful",
    thanks: "Thank you.",
    comment: "What was good, what wasn’t?",
    hint: "Optional. It is stored with the question and the answer.",
    send: "Send",
    sent: "Thank you, received.",
    failed: "That couldn’t be sent. Please try again.",
  },
  place: {
    page: (page) => `Page ${page}`,
    slide: (slide) => `Slide ${slide}`,
    row: (row) => `Row ${row}`,
    time: (seconds) => `at ${clockTime(seconds)}`,
  },
  failure: {
    heading: "That didn’t work",
    offline: "This device is offline. Try again once it is connected.",
    unreachable: "Footnote can’t be reached right now. Is the server running?",
    interrupted: "The connection broke before the answer was complete.",
    malformed: "The server’s answer couldn’t be read. Reloading the page may help.",
    keyMissing: "This server asks for a key",
    keyRefused: "The server doesn’t accept this key.",
    empty: "There are no documents yet. Put files into the documents folder and wait a moment.",
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
    adminHeading: "Manage the documents",
    adminHint: "With the server’s admin key (ADMIN_KEY). It is kept only until this tab is closed.",
    adminLabel: "Admin key",
    label: "Key",
    send: "Continue",
    checking: "Checking the key …",
    waiting: "Waits for the key.",
  },
};
