import type { LoadedDocument, Span } from "../core/document.js";
import { placeAt } from "../core/place.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { EmbeddedSpan, ParagraphInput } from "../core/ports/store/writing.js";
import type { SplitDocument, SplitParagraph } from "../passages/split-document.js";
import { analyse } from "../text/terms.js";
import { countWords } from "../text/words.js";

/** How many texts are embedded at once, ahead of the paragraphs' consumer. */
const BATCH_TEXTS = 64;

/**
 * A document's paragraphs, embedded and analysed. Passages and paragraphs are embedded and analysed with the
 * document's title and their headings in front, which is where the words that a question uses often stand, and
 * with what leads into them; sentences are embedded alone.
 *
 * The first texts are embedded at once, later ones while the paragraphs before them are consumed: embedder and
 * consumer work at the same time, and a long document is never in memory with all its vectors.
 */
export function embedDocument(
  document: LoadedDocument,
  { paragraphs }: SplitDocument,
  embedder: Embedder,
  signal: AbortSignal,
): AsyncIterable<ParagraphInput> {
  const batches = inBatches(paragraphs);
  const embedNext = (): Promise<ParagraphInput[]> | undefined => {
    const batch = batches.next();
    if (batch.done === true) {
      return undefined;
    }
    const work = embedBatch(document, batch.value, embedder, signal);
    // Prevents an unhandled rejection; the consumer of the paragraphs awaits it, if there is one.
    work.catch(() => undefined);
    return work;
  };
  return takeAll(embedNext(), embedNext);
}

async function* takeAll(
  first: Promise<ParagraphInput[]> | undefined,
  embedNext: () => Promise<ParagraphInput[]> | undefined,
): AsyncGenerator<ParagraphInput, void> {
  for (let current = first; current !== undefined; ) {
    const embedded = await current;
    current = embedNext();
    yield* embedded;
  }
}

function* inBatches(paragraphs: readonly SplitParagraph[]): Generator<SplitParagraph[], void> {
  let batch: SplitParagraph[] = [];
  let texts = 0;
  for (const paragraph of paragraphs) {
    batch.push(paragraph);
    texts += 1 + paragraph.passages.length + paragraph.sentences.length;
    if (texts < BATCH_TEXTS) {
      continue;
    }
    yield batch;
    batch = [];
    texts = 0;
  }
  if (batch.length > 0) {
    yield batch;
  }
}

async function embedBatch(
  document: LoadedDocument,
  paragraphs: readonly SplitParagraph[],
  embedder: Embedder,
  signal: AbortSignal,
): Promise<ParagraphInput[]> {
  const texts = paragraphs.flatMap((paragraph) => [
    inContext(document, paragraph, paragraph),
    ...paragraph.passages.map((span) => inContext(document, paragraph, span)),
    ...paragraph.sentences.map(({ start, end }) => document.text.slice(start, end)),
  ]);
  // A paragraph of one passage is the same text twice.
  const distinct = [...new Set(texts)];
  const vectors = await embedder.embed(distinct, "passage", signal);
  const vectorOf = new Map(distinct.map((text, i) => [text, vectors[i]]));
  const inOrder = texts.map((text) => vectorOf.get(text)).values();
  return paragraphs.map((paragraph) => toInput(document, paragraph, inOrder));
}

/** @param vectors gives the vectors of the paragraph, its passages and its sentences next */
function toInput(
  document: LoadedDocument,
  paragraph: SplitParagraph,
  vectors: Iterator<Float32Array | undefined>,
): ParagraphInput {
  const { heading, language } = paragraph;
  const embedded = ({ start, end }: Span): EmbeddedSpan => {
    const { value: vector } = vectors.next();
    if (!(vector instanceof Float32Array)) {
      throw new RangeError("the embedder returned too few vectors");
    }
    return { start, end, vector };
  };
  const terms = analyse(inContext(document, paragraph, paragraph), language);
  const termsOf = (span: Span) =>
    holds(span, paragraph) ? terms : analyse(inContext(document, paragraph, span), language);
  return {
    ...embedded(paragraph),
    language,
    terms,
    passages: paragraph.passages.map((span) => ({
      ...embedded(span),
      ...placeAt(document.marks, span.start),
      heading,
      terms: termsOf(span),
    })),
    sentences: paragraph.sentences.map((span) => ({
      ...embedded(span),
      words: countWords(document.text.slice(span.start, span.end)),
    })),
  };
}

/** A span's text behind title, headings and what leads into it. */
function inContext({ title, text }: LoadedDocument, { heading, lead }: SplitParagraph, span: Span): string {
  const parts = [title, ...heading].map((part) => `${part}. `);
  if (lead !== null && !holds(span, lead)) {
    parts.push(`${text.slice(lead.start, lead.end)} `);
  }
  return parts.join("") + text.slice(span.start, span.end);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
