import type { Span, StoredDocument } from "../../core/document.js";
import { passageId, type RankedPassage } from "../../core/passage.js";
import { placeAt } from "../../core/place.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import { sentences } from "../../text/sentences.js";
import type { SectionBlock } from "../section-blocks.js";
import { sectionAround } from "../sections.js";
import { fitContext } from "./fit-context.js";
import { estimateTokens } from "./tokens.js";

/** A piece of a document that a model is shown: a passage, or as much of the section around it as fits. */
export interface ShownSection {
  /** The index in the context of the best passage that it holds. */
  readonly context: number;
  /** Like a passage, with all that is shown as its text. */
  readonly source: RankedPassage;
}

/** What sections are shown with. */
export interface ShowOptions {
  readonly documents: Pick<Catalogue, "document">;
  /** In tokens. */
  readonly budget: number;
  /** Gives a passage as the model will see it. */
  readonly render: (source: RankedPassage, index: number) => string;
}

/** A section that is shown, while it may still grow. */
interface Piece extends ShownSection {
  /** Undefined where the document has changed, so that what stands around the passage isn't known. */
  readonly document: StoredDocument | undefined;
}

/**
 * What a model is shown of the passages that were retrieved. As many as fit come first; then each, the best first,
 * grows to the whole section around it, or by the blocks nearest to it, as long as that takes at most half of what is
 * left of the budget, so that one long section doesn't take it all. Pieces that meet are one. They come in reading
 * order within a document, and the documents in the order of their best passages.
 *
 * @param context best first
 */
export async function showSections(
  context: readonly RankedPassage[],
  { documents, budget, render }: ShowOptions,
): Promise<readonly ShownSection[]> {
  const fitting = fitContext(context, budget, render);
  const found = await Promise.all(fitting.map((source, i) => locate(source, i, documents)));
  const costOf = (some: readonly Piece[]) =>
    some.reduce((sum, { source }, i) => sum + estimateTokens(render(source, i)), 0);
  let pieces: readonly Piece[] = [];
  for (const piece of found) {
    // Passages that meet take the white space between them too, so that together they may cost more than each.
    const more = joined(pieces, piece);
    if (costOf(more) > budget) {
      break;
    }
    pieces = more;
  }
  for (const { context: best } of pieces) {
    const piece = pieces.find((other) => other.context === best);
    if (piece?.document === undefined) {
      continue;
    }
    const others = pieces.filter((other) => other !== piece);
    const spent = costOf(pieces);
    const most = spent + (budget - spent) * (piece === pieces.at(-1) ? 1 : SHARE);
    const grown = (span: Span) => {
      const all = [...others, extended(piece, span)].reduce<readonly Piece[]>(joined, []);
      return costOf(all) <= most ? all : undefined;
    };
    const section = sectionAround(piece.document, piece.source.passage);
    pieces = inOrder(
      grown(section) ?? lastOf(nearestBlocks(section.blocks, piece.source.passage), grown) ?? pieces,
    );
  }
  return inReadingOrder(pieces);
}

/** What a piece may take of what is left of the budget, but for the last one. */
const SHARE = 0.5;

/** What is made of the last span that something can be made of, before the first that it can't. */
function lastOf<T>(spans: Iterable<Span>, make: (span: Span) => T | undefined): T | undefined {
  let last: T | undefined;
  for (const span of spans) {
    const made = make(span);
    if (made === undefined) {
      break;
    }
    last = made;
  }
  return last;
}

/** Ever longer spans around one: the blocks that it lies in, and then with the blocks behind and before it in turn. */
function* nearestBlocks(blocks: readonly SectionBlock[], span: Span): Generator<Span> {
  let first = blocks.findIndex(({ end }) => end > span.start);
  let last = blocks.findLastIndex(({ start }) => start < span.end);
  const reached = () => ({
    start: Math.min(span.start, blocks[first]?.start ?? span.start),
    end: Math.max(span.end, blocks[last]?.end ?? span.end),
  });
  if (first !== -1 && last !== -1) {
    yield reached();
    while (first > 0 || last < blocks.length - 1) {
      if (last < blocks.length - 1) {
        last += 1;
        yield reached();
      }
      if (first > 0) {
        first -= 1;
        yield reached();
      }
    }
  }
}

async function locate(
  source: RankedPassage,
  context: number,
  documents: ShowOptions["documents"],
): Promise<Piece> {
  const { passage } = source;
  const document = await documents.document(passage.documentId);
  const isUnchanged = document?.text.slice(passage.start, passage.end) === passage.text;
  return { context, source, document: isUnchanged ? document : undefined };
}

/** The pieces with one more, as one with those that it meets. */
function joined(pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const other = pieces.find((candidate) => meets(candidate, piece));
  if (other === undefined) {
    return [...pieces, piece];
  }
  const { start, end } = other.source.passage;
  const { passage } = piece.source;
  const span = { start: Math.min(start, passage.start), end: Math.max(end, passage.end) };
  const best = other.context < piece.context ? other : piece;
  return joined(
    pieces.filter((candidate) => candidate !== other),
    extended(best, span),
  );
}

/** Whether two pieces overlap, or stand in one section with nothing but white space between them. */
function meets(a: Piece, b: Piece): boolean {
  if (a.document === undefined || a.document !== b.document) {
    return false;
  }
  const [first, second] = [a.source.passage, b.source.passage].sort((one, other) => one.start - other.start);
  if (first === undefined || second === undefined) {
    return false;
  }
  return second.start <= first.end || a.document.text.slice(first.end, second.start).trim() === "";
}

/** A piece with all that stands in a span around it. */
function extended(piece: Piece, { start: from, end }: Span): Piece {
  const { document, source } = piece;
  if (document === undefined) {
    return piece;
  }
  const text = document.text.slice(from, end).trimStart();
  const start = end - text.length;
  const passage = {
    ...source.passage,
    ...placeAt(document.marks, start),
    id: passageId(source.passage.documentId, { start, end }),
    start,
    end,
    text,
  };
  return {
    ...piece,
    source: {
      ...source,
      passage,
      paragraph: { ...source.paragraph, start, end, text },
      sentences: sentencesOf(text, passage.language).map((span) => ({
        start: start + span.start,
        end: start + span.end,
        cosine: 0,
      })),
    },
  };
}

/** The sentences of a section, of which none goes on over a blank line or from one item or row into the next. */
function sentencesOf(text: string, language: string): Span[] {
  return Array.from(
    text.matchAll(/\S(?:[^\n]|\n(?!\s*(?:\n|[-*+•–·▪‣◦|]|\d{1,3}[.)]\s|\p{L}\)\s)))*/gu),
  ).flatMap((match) =>
    sentences(match[0], language).map(({ start, end }) => ({
      start: match.index + start,
      end: match.index + end,
    })),
  );
}

/** The best first. */
function inOrder(pieces: readonly Piece[]): readonly Piece[] {
  return [...pieces].sort((a, b) => a.context - b.context);
}

/** The documents in the order of their best pieces, and the pieces of each as they stand in it. */
function inReadingOrder(pieces: readonly Piece[]): readonly Piece[] {
  const documents = [...new Set(inOrder(pieces).map(({ source }) => source.passage.documentId))];
  return documents.flatMap((id) =>
    pieces
      .filter(({ source }) => source.passage.documentId === id)
      .sort((a, b) => a.source.passage.start - b.source.passage.start),
  );
}
