import type { Answer, AnswerExcerpt, AnswerSentence, Citation } from "../../../src/core/answer.js";
import type { DocumentSummary, Span, StoredDocument } from "../../../src/core/document.js";
import { NOWHERE } from "../../../src/core/place.js";

/** A document with headings and a list, for a server that answers from it. */
export const HANDBOOK = `# Handbook

## Leave

### Parental leave

Parental leave is for everybody who becomes a parent. You get 16 weeks of it at full pay. It can be taken in two parts within a year.

To apply:

- Tell your manager three months before.
- Fill in the form in the portal.
- Send the birth certificate to the office within a month.

### Sick leave

Call the office on the first day. A certificate is needed from the third day on, unless the office says otherwise.

## Pension

We match 100 % of what you pay in, up to 6 % of your salary. You are eligible from your first day.
`;

/** A part of the handbook that answers or comes close. */
interface Part {
  readonly heading: readonly string[];
  /** The first and the last words of it. */
  readonly from: string;
  readonly to: string;
  /** The sentence in it that answers; it stands in the document as it is shown. */
  readonly key: string;
}

const PARENTAL: Part = {
  heading: ["Handbook", "Leave", "Parental leave"],
  from: "Parental leave is for",
  to: "within a month.",
  key: "You get 16 weeks of it at full pay.",
};
const SICK: Part = {
  heading: ["Handbook", "Leave", "Sick leave"],
  from: "Call the office",
  to: "says otherwise.",
  key: "A certificate is needed from the third day on, unless the office says otherwise.",
};
const PENSION: Part = {
  heading: ["Handbook", "Pension"],
  from: "We match",
  to: "first day.",
  key: "We match 100 % of what you pay in, up to 6 % of your salary.",
};

/** An answer that a server over the handbook may give: its text and what belongs to it. */
type Said = Pick<
  Answer,
  "answered" | "kind" | "answer" | "citations" | "excerpts" | "sentences" | "hints" | "language"
>;

/** Answers in one excerpt, and in three that only come close, about the handbook that a server has. */
export async function handbookAnswers(
  url: string,
): Promise<{ readonly answer: Said; readonly excerpts: Said }> {
  const { documents } = await read<{ documents: readonly DocumentSummary[] }>(`${url}/api/documents`);
  const id = documents.find(({ title }) => title === "Handbook")?.id ?? "";
  const { text } = await read<StoredDocument>(`${url}/api/documents/${id}`);
  const lead = "The documents don't answer this outright; these passages come closest:";
  const hints = { missing: ["adoption"], topics: ["Parental leave", "Sick leave"] };
  return {
    answer: { ...say(id, text, "", [PARENTAL]), answered: true, kind: "answer" },
    excerpts: { ...say(id, text, lead, [PARENTAL, SICK, PENSION]), answered: false, kind: "excerpts", hints },
  };
}

async function read<T>(url: string): Promise<T> {
  const answer: unknown = await (await fetch(url)).json();
  return answer as T;
}

function say(documentId: string, text: string, lead: string, parts: readonly Part[]) {
  let answer = lead;
  const citations: Citation[] = [];
  const excerpts: AnswerExcerpt[] = [];
  const sentences: AnswerSentence[] = [];
  for (const [i, { heading, from, to, key }] of parts.entries()) {
    const marker = i + 1;
    const span = { start: text.indexOf(from), end: text.indexOf(to, text.indexOf(from)) + to.length };
    const quote = text.slice(span.start, span.end);
    const shown = quote.replaceAll("\n\n", "\n");
    answer += `${answer === "" ? "" : "\n\n"}${shown}`;
    const start = answer.length - shown.length;
    excerpts.push({ start, end: answer.length, marker });
    const isKey = spanOf(answer, key, start);
    sentences.push(
      { start, end: isKey.start, state: "verified" },
      { ...isKey, state: "verified", isKey: true },
      { start: isKey.end, end: answer.length, state: "verified" },
    );
    answer += ` [${marker}]`;
    const url = `/documents/${documentId}#${span.start}-${span.end}`;
    const highlights = [spanOf(text, key, span.start)];
    const cited = { marker, documentId, title: "Handbook", url, ...NOWHERE, heading, ...span, quote };
    citations.push({ ...cited, verified: true, reason: "verbatim", highlights });
  }
  const some = sentences.filter(({ start, end }) => start < end);
  return { answer, citations, excerpts, sentences: some, language: "en" };
}

function spanOf(text: string, part: string, from: number): Span {
  const start = text.indexOf(part, from);
  return { start, end: start + part.length };
}
