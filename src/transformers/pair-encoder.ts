import type { Tokens } from "./pretrained.js";
import { cut, inputRules, type Tokenizer } from "./tokenizer.js";

/** A question and a text that may answer it. */
export interface Pair {
  readonly question: string;
  readonly text: string;
}

/** What is used of a tokenizer for pairs. */
export interface PairTokenizer extends Tokenizer {
  /** The tokens of both texts with the special tokens that the model expects around and between them. */
  encodePair(first: string, second: string): Tokens;
}

/** A question may take up this share of an input, so that some of the text is always read. */
const QUESTION_SHARE = 0.5;

/**
 * A function from pairs to tokens, never more than the model can read: of a pair that is too long the text is
 * cut, and of a question that would leave it no room the question, too. The name of a special token is text like
 * any other.
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
