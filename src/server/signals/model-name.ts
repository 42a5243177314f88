/** A language model as OpenTelemetry's conventions for generative AI name it. */
export interface ModelName {
  /** A value of `gen_ai.provider.name`. */
  readonly provider: string;
  /** A value of `gen_ai.request.model`. */
  readonly model: string;
}

/**
 * The conventions' names of LangChain's providers, where they differ.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/client-inference.md
 */
const PROVIDERS: Readonly<Record<string, string>> = {
  azure_openai: "azure.ai.openai",
  bedrock: "aws.bedrock",
  "google-genai": "gcp.gemini",
  "google-vertexai": "gcp.vertex_ai",
  mistralai: "mistral_ai",
  xai: "x_ai",
};

/** @param id `provider:model` */
export function modelName(id: string): ModelName {
  const colon = id.indexOf(":");
  const provider = id.slice(0, Math.max(colon, 0));
  return { provider: PROVIDERS[provider] ?? provider, model: id.slice(colon + 1) };
}
