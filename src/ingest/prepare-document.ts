import type { LoadedDocument } from "../core/document.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { EmbeddedSpan, ParagraphInput } from "../core/ports/store.js";
import { type SplitParagraph, splitDocument } from "../passages/split-document.js";
import { analyse } from "../text/terms.js";

/** A document cut, embedded and analysed: all that the store wants besides the file's own data. */
export interface PreparedDocument {
  readonly language: string;
  readonly paragraphs: readonly ParagraphInput[];
}

/**
 * Cuts a document and embeds it. Passages and paragraphs are embedded and analysed with the document's title
 * and their headings in front, which is where the words that a question uses often stand; sentences are
 * embedded alone.
 */
export async function prepareDocument(
  document: LoadedDocument,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<PreparedDocument> {
  const { language, paragraphs } = splitDocument(document);
  const prepared: ParagraphInput[] = [];
  for (const paragraph of paragraphs)
    prepared.push(await prepareParagraph(document, paragraph, embedder, signal));
  return { language, paragraphs: prepared };
}

async function prepareParagraph(
  document: LoadedDocument,
  paragraph: SplitParagraph,
  embedder: Embedder,
  signal: AbortSignal | undefined,
): Promise<ParagraphInput> {
  const { heading, page, language, sentences, passages } = paragraph;
  const context = [document.title, ...heading].join(". ");
  const inContext = (span: { start: number; end: number }) =>
    `${context}. ${document.text.slice(span.start, span.end)}`;
  const texts = [
    inContext(paragraph),
    ...passages.map(inContext),
    ...sentences.map(({ start, end }) => document.text.slice(start, end)),
  ];
  const [vector, ...vectors] = await embedder.embed(texts, "passage", signal);
  return {
    ...embedded(paragraph, vector),
    language,
    terms: analyse(inContext(paragraph), language),
    passages: passages.map((span, i) => ({
      ...embedded(span, vectors[i]),
      page,
      heading,
      terms: analyse(inContext(span), language),
    })),
    sentences: sentences.map((span, i) => embedded(span, vectors[passages.length + i])),
  };
}

function embedded(
  { start, end }: { start: number; end: number },
  vector: Float32Array | undefined,
): EmbeddedSpan {
  if (vector === undefined) throw new RangeError("the embedder returned too few vectors");
  return { start, end, vector };
}
