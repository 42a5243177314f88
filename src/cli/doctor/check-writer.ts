import { createChatModelWriter } from "../../answering/chat-model-writer.js";
import { loadPrompts, type Prompts } from "../../answering/prompts.js";
import type { Config } from "../../config/config.js";
import { type Check, failed } from "./check.js";

/**
 * Whether the prompt templates are whole and the writer of the answers is set up. A language model isn't
 * called, since calls cost money.
 */
export async function checkWriter({ promptsDir, llm }: Config): Promise<Check[]> {
  try {
    const prompts = await loadPrompts(promptsDir);
    const message = `The templates in ${promptsDir} are whole.`;
    return [{ name: "prompts", status: "ok", message }, await checkLlm(llm, prompts)];
  } catch (error) {
    return [failed("prompts", error, "Mend the template, or unset PROMPTS_DIR.")];
  }
}

async function checkLlm(llm: string, prompts: Prompts): Promise<Check> {
  const name = "llm";
  if (llm === "extractive") {
    return { name, status: "ok", message: "extractive: needs no key and no network." };
  }
  try {
    await createChatModelWriter(llm, prompts);
    return { name, status: "ok", message: `${llm} is set up; it wasn't called.` };
  } catch (error) {
    return failed(name, error);
  }
}
