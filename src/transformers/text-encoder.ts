import { cut, inputRules, type Tokenizer } from "./tokenizer.js";

/**
 * A function from texts to token ids, at least one and never more than the model can read. The name of a
 * special token in a text is text like any other.
 * @param config the model's configuration
 */
export function createTextEncoder(tokenizer: Tokenizer, config: object): (text: string) => number[] {
  const rules = inputRules(tokenizer, config);
  return (text) => {
    const ids = tokenizer.encode(rules.plain(text));
    return ids.length === 0 ? [tokenizer.unk_token_id ?? 0] : cut(ids, rules);
  };
}
