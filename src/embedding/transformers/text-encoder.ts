/** Tokens a text may have if neither the tokenizer nor the model says; what BERT was trained with. */
const DEFAULT_TOKEN_LIMIT = 512;

/** What is used of a tokenizer. */
export interface Tokenizer {
  /** Token ids with the special tokens that the model expects around a text. */
  encode(text: string): number[];
  /** The most tokens of one text; a meaningless number if that isn't known. */
  readonly model_max_length: unknown;
  /** Such as `[SEP]` or `</s>`. */
  readonly all_special_tokens: readonly string[];
  readonly unk_token_id?: number | undefined;
}

/**
 * A function from texts to token ids, at least one and never more than the model can read. The name of a
 * special token in a text is text like any other.
 * @param config the model's configuration
 */
export function createTextEncoder(tokenizer: Tokenizer, config: object): (text: string) => number[] {
  const limit = tokenLimit(tokenizer.model_max_length, config);
  const around = tokenizer.encode("");
  const names = tokenizer.all_special_tokens.filter((name) => name.length > 1);
  return (text) => {
    const ids = tokenizer.encode(names.reduce(breakUp, text));
    if (ids.length === 0) return [tokenizer.unk_token_id ?? 0];
    return truncate(ids, limit, around);
  };
}

/** Some tokenizers name an astronomical number for "unknown"; then the model's number of positions counts. */
function tokenLimit(ofTokenizer: unknown, config: object): number {
  const positions = "max_position_embeddings" in config ? Number(config.max_position_embeddings) : Number.NaN;
  if (Number.isSafeInteger(ofTokenizer) && !(Number(ofTokenizer) > positions)) return Number(ofTokenizer);
  // Models like RoBERTa count positions from 2 on.
  return Number.isSafeInteger(positions) ? positions - 2 : DEFAULT_TOKEN_LIMIT;
}

/** `<s>` becomes `< s>`: in a web page it is a tag, and to a tokenizer it would be the start of a text. */
function breakUp(text: string, name: string): string {
  return text.replaceAll(name, () => `${name.slice(0, 1)} ${name.slice(1)}`);
}

/** Cuts a text's tokens and keeps the special tokens at its end, which some models read the text by. */
function truncate(ids: number[], limit: number, around: readonly number[]): number[] {
  if (ids.length <= limit) return ids;
  let closing = 0;
  while (closing < around.length && ids.at(-1 - closing) === around.at(-1 - closing)) closing++;
  return [...ids.slice(0, limit - closing), ...ids.slice(ids.length - closing)];
}
