/** What one word means, apart from any context. */
export interface WordSense {
  /** Unit length; the cosine of two directions says how near their meanings are, across languages too. */
  readonly direction: Float32Array;
  /** How much the word tells about a text: about 5 for a function word, 15 for a content word. */
  readonly weight: number;
  /** Between 0 and 1: how well the direction is known; 1 for a frequent word, less for one put together. */
  readonly certainty: number;
}

/** A bilingual dictionary of sorts: finds words of one meaning in different spellings and languages. */
export interface WordVectors {
  /** ISO 639-1 codes of the languages whose words it knows. */
  readonly languages: readonly string[];
  /** @returns undefined for a word the model has never seen, such as one in another script */
  lookup(word: string): WordSense | undefined;
  /** Whether the certainty of the word is 1; takes a fraction of the time of `lookup`. */
  isFrequent(word: string): boolean;
}
