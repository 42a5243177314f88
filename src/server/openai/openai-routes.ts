import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.js";
import { type ChatCompletionsDependencies, chatCompletionsRoute } from "./chat-completions.js";
import { modelRoutes } from "./models.js";

/**
 * What of OpenAI's API clients need to ask a model, the documents being the model: below `/v1`, as
 * https://platform.openai.com/docs/api-reference/chat describes it.
 */
export function openAiRoutes(dependencies: ChatCompletionsDependencies) {
  return new Hono<AppEnv>()
    .route("/chat/completions", chatCompletionsRoute(dependencies))
    .route("/models", modelRoutes());
}
