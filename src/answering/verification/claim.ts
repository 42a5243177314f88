/** A sentence of an answer, or a text that is to support one. */
export interface Claim {
  readonly text: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
}
