import type { Tokens } from "./pretrained.js";

/** Tokens an input may have if neither the tokenizer nor the model says; what BERT was trained with. */
const DEFAULT_TOKEN_LIMIT = 512;

/** The part of a tokenizer that is used. */
export interface Tokenizer {
  /** Token ids with the special tokens that the model expects around a text. */
  encode(text: string): number[];
  /** The most tokens of one input; a meaningless number if that isn't known. */
  readonly model_max_length: unknown;
  /** Such as `[SEP]` or `</s>`. */
  readonly all_special_tokens: readonly string[];
  readonly unk_token_id?: number | undefined;
}

/** The rules for every input of a model. */
export interface InputRules {
  /** The most tokens of one input, special tokens included. */
  readonly limit: number;
  /** How many special tokens stand before a text, and behind it; some models read their output at these. */
  readonly opening: number;
  readonly closing: number;
  /** The text with the names of special tokens made into text like any other. */
  plain(text: string): string;
}

/** @param config the model's configuration */
function inputRules(tokenizer: Tokenizer, config: object): InputRules {
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

/** Tokens, or values that belong to them, cut at the end to the limit; the special tokens at the end are kept. */
function cut<T>(tokens: readonly T[], { limit, closing }: InputRules): T[] {
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

/**
 * A function from texts to token ids, at least one and never more than the model can read. The name of a special
 * token is treated as text.
 * @param config the model's configuration
 */
export function createTextEncoder(tokenizer: Tokenizer, config: object): (text: string) => number[] {
  const rules = inputRules(tokenizer, config);
  return (text) => {
    const ids = tokenizer.encode(rules.plain(text));
    return ids.length === 0 ? [tokenizer.unk_token_id ?? 0] : cut(ids, rules);
  };
}

/** A question and a text that may answer it. */
export interface Pair {
  readonly question: string;
  readonly text: string;
}

/** The part of a tokenizer of pairs that is used. */
export interface PairTokenizer extends Tokenizer {
  /** The tokens of both texts with the special tokens that the model expects around and between them. */
  encodePair(first: string, second: string): Tokens;
}

/** A question may take up this share of an input, so that some of the text is always read. */
const QUESTION_SHARE = 0.5;

/**
 * A function from pairs to tokens, never more than the model can read. Of a pair that is too long the text is cut; a
 * question that would leave the text no room is cut, too. The name of a special token is treated as text.
 * @param config the model's configuration
 */
export function createPairEncoder(tokenizer: PairTokenizer, config: object): (pair: Pair) => Tokens {
  const rules = inputRules(tokenizer, config);
  const { opening, closing, limit } = rules;
  const questionLimit = Math.floor(limit * QUESTION_SHARE);
  const highestType = lastType(config);
  return (pair) => {
    const question = rules.plain(pair.question);
    const { ids, types } = tokenizer.encodePair(question, rules.plain(pair.text));
    const excess = tokenizer.encode(question).length - opening - closing - questionLimit;
    const shorten = <T>(tokens: readonly T[]) =>
      cut(excess > 0 ? tokens.toSpliced(opening + questionLimit, excess) : tokens, rules);
    return { ids: shorten(ids), types: types && shorten(types).map((type) => Math.min(type, highestType)) };
  };
}

/** Models like RoBERTa know one type only, whatever the tokenizer's file says of pairs. */
function lastType(config: object): number {
  const types = "type_vocab_size" in config ? Number(config.type_vocab_size) : Number.NaN;
  return types >= 1 ? types - 1 : 1;
}
