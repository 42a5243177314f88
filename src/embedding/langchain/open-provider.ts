import type { ProviderEnvironment } from "../../providers/environment.js";
import type { ProviderName } from "../model-choice.js";
import type { ProviderModel } from "./provider.js";

/**
 * Opens a provider's model; its library is imported here and nowhere else. Nothing is requested yet.
 * @throws FootnoteError `embedding_model_unavailable` if its key isn't set
 */
export async function openProvider(
  provider: ProviderName,
  model: string,
  environment: ProviderEnvironment,
): Promise<ProviderModel> {
  switch (provider) {
    case "openai":
      return (await import("./openai.js")).openOpenAi(model, environment);
    case "ollama":
      return (await import("./ollama.js")).openOllama(model, environment);
    case "google-genai":
      return (await import("./google-genai.js")).openGoogleGenAi(model, environment);
  }
}
