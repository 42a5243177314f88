import { createPairEncoder, type Pair } from "../transformers/encoders.js";
import type { ModelSettings } from "../transformers/model-source.js";
import { loadPretrained } from "../transformers/pretrained.js";
import { type LoadedModel, serveModel } from "../transformers/serve-model.js";
import { relevance } from "./relevance.js";

/**
 * Loads a transformer that reads a question and a text together and gives the text's relevance, between 0 and 1.
 * See Nogueira and Cho, "Passage Re-ranking with BERT", 2019.
 * @throws Error as `loadPretrained` does, and if the model is no cross-encoder
 */
async function loadCrossEncoder(settings: ModelSettings): Promise<LoadedModel<null, Pair, number>> {
  const { config, tokenizer, run } = await loadPretrained(settings);
  const encode = createPairEncoder(
    {
      encode: (text) => tokenizer.encode(text),
      encodePair: (first, second) => {
        const { input_ids: ids, token_type_ids: types } = tokenizer(first, {
          text_pair: second,
          return_tensor: false,
          return_token_type_ids: true,
        });
        return { ids, types };
      },
      model_max_length: tokenizer.model_max_length,
      all_special_tokens: tokenizer.all_special_tokens,
    },
    config,
  );
  const score = async (pair: Pair) => relevance((await run(encode(pair), ["logits"])).data);
  await score({ question: "a", text: "a" });
  return { model: null, run: score };
}

await serveModel(loadCrossEncoder);
