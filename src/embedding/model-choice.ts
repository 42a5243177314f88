import { FootnoteError } from "../core/errors.js";
import { PROVIDER_MODEL } from "../transformers/model-source.js";

/** Who embeds for others over HTTP. */
export const PROVIDERS = ["openai", "ollama", "google-genai"] as const;

export type ProviderName = (typeof PROVIDERS)[number];

/** What a value of `EMBEDDING_MODEL` asks for. */
export type ModelChoice =
  | { readonly kind: "builtin" }
  | { readonly kind: "provider"; readonly provider: ProviderName; readonly name: string }
  /** A folder or a hub id. */
  | { readonly kind: "transformer" };

/**
 * Tells `provider:model` from folders and hub ids: it begins with a name of two characters or more and a colon,
 * which no hub id holds. `C:\models\x` is a folder therefore, and so is `./openai:x`, while `openai:x` isn't
 * even where such a folder exists. A model's name may hold further colons, such as `ollama:bge-m3:567m`.
 * @throws FootnoteError `invalid_configuration` for an unknown provider or a provider without a model
 */
export function chooseModel(model: string): ModelChoice {
  if (model === "builtin") {
    return { kind: "builtin" };
  }
  const [, prefix, name = ""] = PROVIDER_MODEL.exec(model) ?? [];
  if (prefix === undefined) {
    return { kind: "transformer" };
  }
  const provider = PROVIDERS.find((known) => known === prefix);
  if (provider === undefined) {
    throw invalid(`${prefix} is no provider of embedding models. Use one of ${PROVIDERS.join(", ")}`);
  }
  if (name.trim() === "") {
    throw invalid(`${prefix}: lacks a model. Use ${prefix}:model`);
  }
  return { kind: "provider", provider, name: name.trim() };
}

function invalid(problem: string): FootnoteError {
  return new FootnoteError(
    "invalid_configuration",
    `EMBEDDING_MODEL: ${problem}; or builtin, the path of a folder with a model, or a hub id such as Xenova/multilingual-e5-small.`,
  );
}
