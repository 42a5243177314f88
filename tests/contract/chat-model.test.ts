import { createLangChainChatModel } from "../../src/answering/llm/langchain-chat-model.js";
import { openChatProvider } from "../../src/answering/llm/open-chat-model.js";
import { describeChatModel } from "./chat-model.js";

const PROVIDERS = [
  ["openai:test", { endsStreams: true, tellsHeaders: true, controlsFetch: true }],
  ["anthropic:test", { endsStreams: true, tellsHeaders: true, controlsFetch: true }],
  ["ollama:test", { endsStreams: false, tellsHeaders: false, controlsFetch: true }],
  ["google-genai:test", { endsStreams: false, tellsHeaders: false, controlsFetch: false }],
] as const;

for (const [llm, traits] of PROVIDERS) {
  describeChatModel(llm, traits, async ({ environment, silenceMs, clock }) => {
    const model = await openChatProvider(llm, { environment, contextTokens: 4096 });
    return createLangChainChatModel(llm, model, { silenceMs, clock });
  });
}
