import { EXTRACTIVE } from "../../answering/extractive/extractive-writer.js";
import { openChatModel } from "../../answering/llm/open-chat-model.js";
import { loadPrompts } from "../../answering/prompts/load-prompts.js";
import type { Config } from "../../config/config.js";
import { type Check, failed } from "./check.js";

/**
 * Whether the prompt templates are whole and the writer of the answers is set up. A language model isn't
 * called, since calls cost money.
 */
export async function checkWriter(config: Config): Promise<Check[]> {
  return [await checkPrompts(config), await checkLlm(config)];
}

async function checkPrompts({ promptsDir }: Config): Promise<Check> {
  const name = "prompts";
  try {
    const { answer, standaloneQuestion } = await loadPrompts(promptsDir);
    const message = `The templates in ${promptsDir} are whole (${answer.version}, ${standaloneQuestion.version}).`;
    return { name, status: "ok", message };
  } catch (error) {
    return failed(name, error, "Correct the template, or unset PROMPTS_DIR.");
  }
}

async function checkLlm({ llm, llmTimeoutMs, llmContextTokens }: Config): Promise<Check> {
  const name = "llm";
  if (llm === EXTRACTIVE) {
    return { name, status: "ok", message: "extractive: needs no key and no network." };
  }
  try {
    await openChatModel({ model: llm, timeoutMs: llmTimeoutMs, contextTokens: llmContextTokens });
    return { name, status: "ok", message: `${llm} is set up; it wasn't called.` };
  } catch (error) {
    return failed(name, error);
  }
}
