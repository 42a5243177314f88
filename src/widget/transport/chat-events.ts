import {
  type Answer,
  type AnswerExcerpt,
  type AnswerSentence,
  type Citation,
  type RefusalHints,
  VERIFICATION_REASONS,
  type VerificationReason,
} from "../../core/answer.js";
import type { Place, Span } from "../../core/document.js";
import type { ScoredPassage } from "../../core/passage.js";
import {
  asAmount,
  asArray,
  asBoolean,
  asCount,
  asNumber,
  asObject,
  asOptional,
  asString,
  type JsonObject,
  MalformedValue,
} from "./json.js";

/** A citation as the browser uses it; the link to the viewer is built from the checked span, not taken over. */
export type SourceCitation = Omit<Citation, "url">;

/** A retrieved passage, without what only the ranking needs. */
export type SourcePassage = Pick<
  ScoredPassage,
  "documentId" | "title" | "start" | "end" | "text" | keyof Place | "heading" | "language"
>;

/** The end of a stream: the whole answer. */
export interface FinishedAnswer
  extends Pick<
    Answer,
    "id" | "kind" | "confidence" | "question" | "language" | "answer" | "sentences" | "excerpts"
  > {
  readonly citations: readonly SourceCitation[];
  readonly passages: readonly SourcePassage[];
  /** Null unless it is excerpts or a refusal. */
  readonly hints: RefusalHints | null;
}

/** What `POST /api/chat` streams, checked. */
export type ChatEvent =
  | { readonly type: "passages"; readonly passages: readonly SourcePassage[] }
  | { readonly type: "delta"; readonly text: string }
  | { readonly type: "citation"; readonly citation: SourceCitation }
  | { readonly type: "done"; readonly answer: FinishedAnswer };

/** @throws MalformedValue */
export function decodeCitation(value: unknown): SourceCitation {
  const citation = asObject(value);
  return {
    ...decodeSource(citation),
    marker: asCount(citation["marker"]),
    quote: asString(citation["quote"]),
    verified: asBoolean(citation["verified"]),
    reason: decodeReason(citation["reason"], citation["verified"] === true),
    highlights: asArray(citation["highlights"] ?? [], (span) => decodeSpan(asObject(span))),
  };
}

/** @throws MalformedValue */
export function decodePassage(value: unknown): SourcePassage {
  const passage = asObject(value);
  return {
    ...decodeSource(passage),
    text: asString(passage["text"]),
    language: typeof passage["language"] === "string" ? passage["language"] : "und",
  };
}

/** @throws MalformedValue */
export function decodeAnswer(value: unknown): FinishedAnswer {
  const answer = asObject(value);
  return {
    id: asString(answer["id"]),
    kind: decodeKind(answer),
    confidence: asNumber(answer["confidence"] ?? 1),
    question: asString(answer["question"]),
    language: asString(answer["language"]),
    answer: asString(answer["answer"]),
    citations: asArray(answer["citations"], decodeCitation),
    sentences: asArray(answer["sentences"], decodeSentence),
    excerpts: decodeExcerpts(answer["excerpts"]),
    passages: asArray(answer["passages"], decodePassage),
    hints: asOptional(answer["hints"], decodeHints),
  };
}

/** @throws MalformedValue */
export function decodeSentence(value: unknown): AnswerSentence {
  const sentence = asObject(value);
  const { state } = sentence;
  if (state !== "verified" && state !== "unverified" && state !== "uncited") {
    throw new MalformedValue("not a state of a sentence");
  }
  return { ...decodeSpan(sentence), state, ...(sentence["isKey"] === true && { isKey: true }) };
}

/** None from an older server. @throws MalformedValue */
export function decodeExcerpts(value: unknown): readonly AnswerExcerpt[] {
  return asArray(value ?? [], (member) => {
    const excerpt = asObject(member);
    return { ...decodeSpan(excerpt), marker: asCount(excerpt["marker"]) };
  });
}

/** @throws MalformedValue */
export function decodeHints(value: unknown): RefusalHints {
  const hints = asObject(value);
  return { missing: asArray(hints["missing"], asString), topics: asArray(hints["topics"], asString) };
}

/** A newer server may send a reason that this version doesn't know: then only `verified` counts. */
function decodeReason(value: unknown, verified: boolean): VerificationReason {
  const known = VERIFICATION_REASONS.find((reason) => reason === value);
  return known ?? (verified ? "supported" : "unsupported");
}

function decodeKind(answer: JsonObject): FinishedAnswer["kind"] {
  const kind = answer["kind"];
  if (!asBoolean(answer["answered"])) {
    return kind === "excerpts" ? kind : "refusal";
  }
  return kind === "small_talk" ? kind : "answer";
}

function decodeSource(source: JsonObject) {
  return {
    ...decodeSpan(source),
    documentId: asString(source["documentId"]),
    title: asString(source["title"]),
    page: asOptional(source["page"], asCount),
    slide: asOptional(source["slide"], asCount),
    row: asOptional(source["row"], asCount),
    time: asOptional(source["time"], asAmount),
    heading: asArray(source["heading"], asString),
  };
}

/** @throws MalformedValue */
export function decodeSpan(value: JsonObject): Span {
  const start = asCount(value["start"]);
  const end = asCount(value["end"]);
  if (end < start) {
    throw new MalformedValue("a span that ends before it starts");
  }
  return { start, end };
}
