import { hash } from "node:crypto";
import type { LoadedDocument, Span } from "../core/document.js";
import { placeAt } from "../core/place.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { EmbeddedSpan, ParagraphInput } from "../core/ports/store/writing.js";
import type { SplitDocument, SplitParagraph } from "../passages/split-document.js";
import { analyse } from "../text/terms.js";
import { countWords } from "../text/words.js";

/** How many texts are embedded at once, ahead of the paragraphs' consumer. */
const BATCH_TEXTS = 64;

/** 128 bits, hexadecimal. */
const HASH_DIGITS = 32;

/** Finds the vectors of texts that were embedded before, by the texts' hashes. */
export type FindVectors = (textHashes: readonly string[]) => Promise<ReadonlyMap<string, Float32Array>>;

interface EmbedOptions {
  readonly embedder: Embedder;
  readonly signal: AbortSignal;
  readonly findVectors: FindVectors | undefined;
}

/**
 * A document's paragraphs, embedded and analysed. Passages and paragraphs are embedded and analysed with the
 * document's title and their innermost headings in front, which is where the words that a question uses often stand, and
 * with what leads into them; sentences are embedded alone. Texts whose vectors are found aren't embedded again.
 *
 * The first texts are embedded at once, later ones while the paragraphs before them are consumed: embedder and
 * consumer work at the same time, and a long document is never in memory with all its vectors.
 */
export function embedDocument(
  document: LoadedDocument,
  { paragraphs }: SplitDocument,
  embedder: Embedder,
  signal: AbortSignal,
  findVectors?: FindVectors,
): AsyncIterable<ParagraphInput> {
  const batches = inBatches(paragraphs);
  const embedNext = (): Promise<ParagraphInput[]> | undefined => {
    const batch = batches.next();
    if (batch.done === true) {
      return undefined;
    }
    const work = embedBatch(document, batch.value, { embedder, signal, findVectors });
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
  { embedder, signal, findVectors }: EmbedOptions,
): Promise<ParagraphInput[]> {
  const texts = paragraphs.flatMap((paragraph) => [
    hashed("whole", inContext(document, paragraph, paragraph)),
    ...paragraph.passages.map((span) => hashed("whole", inContext(document, paragraph, span))),
    ...paragraph.sentences.map(({ start, end }) => hashed("sentence", document.text.slice(start, end))),
  ]);
  // A paragraph of one passage is the same text twice.
  const distinct = new Map(texts.map(({ textHash, text }) => [textHash, text]));
  const vectors = new Map(findVectors && (await findVectors([...distinct.keys()])));
  const missing = [...distinct].filter(([textHash]) => !vectors.has(textHash));
  if (missing.length > 0) {
    const embedded = await embedder.embed(
      missing.map(([, text]) => text),
      "passage",
      signal,
    );
    for (const [i, vector] of embedded.entries()) {
      vectors.set(missing[i]?.[0] ?? "", vector);
    }
  }
  const inOrder = texts.map(({ textHash }) => ({ textHash, vector: vectors.get(textHash) })).values();
  return paragraphs.map((paragraph) => toInput(document, paragraph, inOrder));
}

/** @param vectors gives the vectors of the paragraph, its passages and its sentences next */
function toInput(
  document: LoadedDocument,
  paragraph: SplitParagraph,
  vectors: Iterator<{ readonly textHash: string; readonly vector: Float32Array | undefined }>,
): ParagraphInput {
  const { heading, language } = paragraph;
  const embedded = ({ start, end }: Span): EmbeddedSpan => {
    const { vector, textHash } = vectors.next().value ?? {};
    if (vector === undefined) {
      throw new RangeError("the embedder returned too few vectors");
    }
    return { start, end, vector, textHash };
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

/**
 * A text with its hash. A sentence's vector is stored less exactly than that of a passage or a paragraph, so the same
 * text has another hash there.
 */
function hashed(
  kind: "whole" | "sentence",
  text: string,
): { readonly text: string; readonly textHash: string } {
  const textHash = hash("sha256", `${kind}\0${text}`).slice(0, HASH_DIGITS);
  return { text, textHash };
}

/** How many of the headings above a text stand in front of it, innermost ones. */
const HEADINGS = 2;

/**
 * A span's text behind title, headings and what leads into it. Outer headings, and one that says the title again as most
 * pages begin, are left out: they would weigh as much as what tells the passages of a page apart.
 */
function inContext({ title, text }: LoadedDocument, { heading, lead }: SplitParagraph, span: Span): string {
  const above = [title, ...heading.slice(-HEADINGS)].filter((part, i, all) => part !== all[i - 1]);
  const parts = above.map((part) => `${part}. `);
  if (lead !== null && !holds(span, lead)) {
    parts.push(`${text.slice(lead.start, lead.end)} `);
  }
  return parts.join("") + text.slice(span.start, span.end);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
