/** Tokens an input may have if neither the tokenizer nor the model says; what BERT was trained with. */
const DEFAULT_TOKEN_LIMIT = 512;

/** What is used of a tokenizer. */
export interface Tokenizer {
  /** Token ids with the special tokens that the model expects around a text. */
  encode(text: string): number[];
  /** The most tokens of one input; a meaningless number if that isn't known. */
  readonly model_max_length: unknown;
  /** Such as `[SEP]` or `</s>`. */
  readonly all_special_tokens: readonly string[];
  readonly unk_token_id?: number | undefined;
}

/** What every input of a model is held to. */
export interface InputRules {
  /** The most tokens of one input, special tokens included. */
  readonly limit: number;
  /** How many special tokens stand in front of a text, and behind it; some models read an input by these. */
  readonly opening: number;
  readonly closing: number;
  /** The text with the names of special tokens made into text like any other. */
  plain(text: string): string;
}

/** @param config the model's configuration */
export function inputRules(tokenizer: Tokenizer, config: object): InputRules {
  const empty = tokenizer.encode("");
  const text = tokenizer.encode("a");
  const names = tokenizer.all_special_tokens.filter((name) => name.length > 1);
  return {
    limit: tokenLimit(tokenizer.model_max_length, config),
    opening: sameAtStart(empty, text),
    closing: sameAtStart(empty.toReversed(), text.toReversed()),
    plain: (text) => names.reduce(breakUp, text),
  };
}

/** An input's tokens, or what goes with each, cut at the end but for the special tokens there. */
export function cut<T>(tokens: readonly T[], { limit, closing }: InputRules): T[] {
  if (tokens.length <= limit) {
    return [...tokens];
  }
  return [...tokens.slice(0, limit - closing), ...tokens.slice(tokens.length - closing)];
}

/** Some tokenizers name an astronomical number for "unknown"; then the model's number of positions counts. */
function tokenLimit(ofTokenizer: unknown, config: object): number {
  const positions = "max_position_embeddings" in config ? Number(config.max_position_embeddings) : Number.NaN;
  if (Number.isSafeInteger(ofTokenizer) && !(Number(ofTokenizer) > positions)) {
    return Number(ofTokenizer);
  }
  // Models like RoBERTa count positions from 2 on.
  return Number.isSafeInteger(positions) ? positions - 2 : DEFAULT_TOKEN_LIMIT;
}

/** `<s>` becomes `< s>`: in a web page it is a tag, and to a tokenizer it would be the start of a text. */
function breakUp(text: string, name: string): string {
  return text.replaceAll(name, () => `${name.slice(0, 1)} ${name.slice(1)}`);
}

function sameAtStart(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((token, i) => token !== b[i]);
  return different === -1 ? a.length : different;
}
