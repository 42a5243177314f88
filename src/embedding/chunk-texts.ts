/** What may be embedded in one go. */
export interface ChunkLimits {
  readonly texts: number;
  /** UTF-16 code units; a single text may have more. */
  readonly characters: number;
}

/** Cuts a list of texts into runs within the limits, in order, none of them empty. */
export function* chunkTexts(texts: readonly string[], limits: ChunkLimits): Generator<string[], void> {
  let chunk: string[] = [];
  let characters = 0;
  for (const text of texts) {
    const isFull = chunk.length >= limits.texts || characters + text.length > limits.characters;
    if (isFull && chunk.length > 0) {
      yield chunk;
      chunk = [];
      characters = 0;
    }
    chunk.push(text);
    characters += text.length;
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}
