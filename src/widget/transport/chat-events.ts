import type { Answer, Citation, RefusalHints } from "../../core/answer.js";
import type { Place } from "../../core/document.js";
import type { ScoredPassage } from "../../core/passage.js";

/** A citation as the browser uses it; the link to the viewer is built from the checked span, not taken over. */
export type SourceCitation = Omit<Citation, "url">;

/** A retrieved passage, without what only the ranking needs. */
export type SourcePassage = Pick<
  ScoredPassage,
  "documentId" | "title" | "start" | "end" | "text" | keyof Place | "heading" | "language"
>;

/** The end of a stream: the whole answer. */
export interface FinishedAnswer
  extends Pick<Answer, "id" | "kind" | "question" | "language" | "answer" | "sentences"> {
  readonly citations: readonly SourceCitation[];
  readonly passages: readonly SourcePassage[];
  /** Null unless it is a refusal. */
  readonly hints: RefusalHints | null;
}

/** What `POST /api/chat` streams, checked. */
export type ChatEvent =
  | { readonly type: "passages"; readonly passages: readonly SourcePassage[] }
  | { readonly type: "delta"; readonly text: string }
  | { readonly type: "citation"; readonly citation: SourceCitation }
  | { readonly type: "done"; readonly answer: FinishedAnswer };
