import { createLangChainChatModel } from "../../src/answering/llm/langchain-chat-model.js";
import { openProvider } from "../../src/answering/llm/open-provider.js";
import { describeChatModel } from "./chat-model.js";

for (const llm of ["openai:test", "anthropic:test", "ollama:test", "google-genai:test"]) {
  describeChatModel(llm, async ({ environment, silenceMs, clock }) => {
    const model = await openProvider(llm, { environment, contextTokens: 4096 });
    return createLangChainChatModel(llm, model, { silenceMs, clock });
  });
}
