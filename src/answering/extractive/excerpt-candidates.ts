import type { Span } from "../../core/document.js";
import type { RankedPassage } from "../../core/passage.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import { answersType } from "../../retrieval/given-answer.js";
import { YEAR } from "../../text/number-words.js";
import { findAgain } from "../quotation.js";
import { type DocumentSection, sectionAround, widened } from "../sections.js";
import { coverage, type WeighedQuestion } from "../weighed-question.js";
import { excerptSpan } from "./excerpt-span.js";
import { SectionParts, within } from "./section-groups.js";
import { type RankedSentence, rankSentences } from "./sentence-ranking.js";

/** A piece of a document that may be shown as the answer. Spans count from the start of the document's text. */
export interface ExcerptCandidate extends Span {
  /** The best passage in it, of the context. */
  readonly context: number;
  readonly documentId: string;
  readonly section: DocumentSection;
  /** The sentences in it that are likeliest to answer, in order; at least one. */
  readonly keys: readonly Span[];
  /** How well it matches each word of the question, with title and headings. */
  readonly matches: readonly number[];
  /** What the choice between candidates goes by. */
  readonly features: ExcerptFeatures;
}

/** Each value lies between 0 and 1. */
export interface ExcerptFeatures {
  /** Of the best passage in it: its place among those looked at, and its score. */
  readonly rank: number;
  readonly score: number;
  /** The score as a share of the best passage's. */
  readonly relativeScore: number;
  /** The probability that its best passage is the one that answers, by the ranking; and the sum over its passages. */
  readonly probability: number;
  readonly probabilities: number;
  /** The probability that its best sentence is the one that answers; and the sum over its sentences. */
  readonly sentence: number;
  readonly sentences: number;
  /** The share of the question that it covers: by itself, with title and headings, and by its best sentence. */
  readonly coverage: number;
  readonly coverageWithHeadings: number;
  readonly coverageOfKey: number;
  /** The share of the question that the innermost heading covers. */
  readonly coverageOfHeading: number;
  /** How well it and its best sentence give the kind of answer that is asked for. */
  readonly type: number;
  readonly typeOfKey: number;
  /** How many of the passages looked at lie in it. */
  readonly passages: number;
}

export const EXCERPT_FEATURES = [
  "rank",
  "score",
  "relativeScore",
  "probability",
  "probabilities",
  "sentence",
  "sentences",
  "coverage",
  "coverageWithHeadings",
  "coverageOfKey",
  "coverageOfHeading",
  "type",
  "typeOfKey",
  "passages",
] as const satisfies readonly (keyof ExcerptFeatures)[];

/** The number of passages, the best first, that candidates are made of. */
const PASSAGES = 6;

/** A section up to this length is shown with those beside it, if they have so many characters together. */
const SHORT_SECTION = 250;
const SHOWN_TOGETHER = 700;

/** Two spans that share more than this of the shorter one are one candidate. */
const SAME = 0.5;

/** A further sentence is marked if it is at least so likely to answer as the best one, times this. */
const ALSO_KEY = 0.6;

/** The most sentences that are marked. */
const MOST_KEYS = 3;

/**
 * The excerpts around the best passages, in their order, each once.
 * @param documents what the passages were found in; a passage whose document changed stands for itself
 */
export async function excerptCandidates(
  question: WeighedQuestion,
  context: readonly RankedPassage[],
  documents: Pick<Catalogue, "document">,
): Promise<ExcerptCandidate[]> {
  const sentences = rankSentences(question, context);
  const sections = new Map<string, SectionParts>();
  const found: Piece[] = [];
  for (const [i, source] of context.slice(0, PASSAGES).entries()) {
    const parts = partsOf(await sectionOf(source, documents), source, sections);
    const { section } = parts;
    const key = sentences.find((sentence) => sentence.context === i)?.span ?? source.passage;
    const first = excerptSpan(parts, [key]);
    const likely = keysIn(first, source, context, sentences).filter(isOfAskedYear(section, question));
    const keys = likely.length === 0 ? [key] : likely;
    const span = trim(section, excerptSpan(parts, keys));
    const piece: Piece = { ...span, context: i, documentId: source.passage.documentId, section, keys };
    if (!found.some((other) => isSame(other, piece))) {
      found.push(piece);
    }
  }
  return found.map((piece) => {
    const { title, language } = (context[piece.context] as RankedPassage).passage;
    const said = [title, ...piece.section.heading, within(piece.section, piece)];
    const matches = question.comparison.matchesTogether(said, language);
    return { ...piece, matches, features: featuresOf({ ...piece, matches }, question, context, sentences) };
  });
}

type Piece = Omit<ExcerptCandidate, "matches" | "features">;

/** Whether a sentence may be of a year that is asked for: what happened in 2022 says nothing of 2021. */
function isOfAskedYear(section: DocumentSection, { answerType }: WeighedQuestion): (key: Span) => boolean {
  return (key) => {
    const years = within(section, key).match(ANY_YEAR) ?? [];
    return (
      answerType.years.size === 0 || years.length === 0 || years.some((year) => answerType.years.has(year))
    );
  };
}

const ANY_YEAR = new RegExp(`\\b${YEAR}\\b`, "gu");

/** The span without the white space at its ends. */
function trim(section: DocumentSection, span: Span): Span {
  const text = within(section, span);
  const start = span.start + text.length - text.trimStart().length;
  return { start, end: start + text.trim().length };
}

/** The section around a passage; the passage itself if its document doesn't hold it where it was found. */
async function sectionOf(
  { passage }: RankedPassage,
  documents: Pick<Catalogue, "document">,
): Promise<DocumentSection> {
  const document = await documents.document(passage.documentId);
  const found = document && findAgain(passage.text, document.text, passage.start);
  if (document === undefined || found?.start !== passage.start) {
    const { start, end, text, heading } = passage;
    return { start, end, text, heading, blocks: [{ start, end, kind: "paragraph" }], isWhole: true };
  }
  const section = sectionAround(document, passage);
  return section.text.length <= SHORT_SECTION ? widened(document, section, SHOWN_TOGETHER) : section;
}

/** The parts of a section; passages of the same one share them, since a document is read once. */
function partsOf(
  section: DocumentSection,
  { passage: { documentId, language } }: RankedPassage,
  known: Map<string, SectionParts>,
): SectionParts {
  const { start, end, heading, isWhole } = section;
  const key = [documentId, language, start, end, isWhole, ...heading].join("\n");
  const parts = known.get(key) ?? new SectionParts(section, language);
  known.set(key, parts);
  return parts;
}

/** The likeliest sentences of a span, whatever passage they were found in. */
function keysIn(
  span: Span,
  { passage: { documentId } }: RankedPassage,
  context: readonly RankedPassage[],
  sentences: readonly RankedSentence[],
): Span[] {
  const inside = sentencesIn(span, documentId, context, sentences);
  const least = (inside[0]?.probability ?? 0) * ALSO_KEY;
  return inside
    .filter(({ probability }) => probability >= least)
    .slice(0, MOST_KEYS)
    .map((sentence) => sentence.span)
    .sort((a, b) => a.start - b.start);
}

function sentencesIn(
  span: Span,
  documentId: string,
  context: readonly RankedPassage[],
  sentences: readonly RankedSentence[],
): RankedSentence[] {
  return sentences.filter(
    (sentence) =>
      context[sentence.context]?.passage.documentId === documentId &&
      sentence.span.start >= span.start &&
      sentence.span.end <= span.end,
  );
}

/** Whether two pieces are mostly the same place, or say the same in two places. */
function isSame(a: Piece, b: Piece): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const isSamePlace =
    a.documentId === b.documentId && shared > SAME * Math.min(a.end - a.start, b.end - b.start);
  return isSamePlace || within(a.section, a) === within(b.section, b);
}

function featuresOf(
  { context: index, section, keys, matches, ...span }: Omit<ExcerptCandidate, "features">,
  question: WeighedQuestion,
  context: readonly RankedPassage[],
  sentences: readonly RankedSentence[],
): ExcerptFeatures {
  const source = context[index] as RankedPassage;
  const { title, language, documentId } = source.passage;
  const text = within(section, span);
  const above = [title, ...section.heading];
  const inside = sentencesIn(span, documentId, context, sentences);
  const key = within(section, keys[0] ?? span);
  const covers = (said: string) => coverage(question, question.comparison.matches(said, language));
  const gives = (said: string) => answersType({ text: said, language, above }, question.answerType);
  const isInside = ({ passage }: RankedPassage) =>
    passage.documentId === documentId && passage.start >= span.start && passage.end <= span.end;
  return {
    rank: index / PASSAGES,
    score: source.score,
    relativeScore: source.score / Math.max(0.01, context[0]?.score ?? 0),
    probability: source.scores.ranking,
    probabilities: context.filter(isInside).reduce((sum, { scores }) => sum + scores.ranking, 0),
    sentence: inside[0]?.probability ?? 0,
    sentences: inside.reduce((sum, { probability }) => sum + probability, 0),
    coverage: covers(text),
    coverageWithHeadings: coverage(question, matches),
    coverageOfKey: covers(key),
    coverageOfHeading: covers(section.heading.at(-1) ?? ""),
    type: gives(text),
    typeOfKey: gives(key),
    passages: context.slice(0, PASSAGES).filter(isInside).length / PASSAGES,
  };
}
