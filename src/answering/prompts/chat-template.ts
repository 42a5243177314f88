import type { ChatPrompt } from "../llm/chat-model.js";
import { fill, invalidPrompt, parseTemplate, type TemplateSource } from "./template.js";

const PARTS = /^<!--[ \t]*system[ \t]*-->[ \t]*$([\s\S]*?)^<!--[ \t]*user[ \t]*-->[ \t]*$([\s\S]*)/mu;

/** A prompt with `{{placeholders}}`: who the model is to be, and what it is to do. */
export interface ChatTemplate<Name extends string> {
  /** `answer@2`. */
  readonly version: string;
  /** Fills every placeholder; the values are taken as they are. */
  render(values: Readonly<Record<Name, string>>): ChatPrompt;
}

/**
 * Checks a prompt of two parts, below the lines `<!-- system -->` and `<!-- user -->`.
 * @throws FootnoteError `invalid_prompt` that names the file and what is wrong
 */
export function parseChatTemplate<Name extends string>(
  source: TemplateSource,
  names: readonly Name[],
): ChatTemplate<Name> {
  const [, system = "", user = ""] = PARTS.exec(source.body) ?? [];
  if (system.trim() === "" || user.trim() === "") {
    throw invalidPrompt(source.file, "it needs a text below <!-- system --> and one below <!-- user -->");
  }
  return {
    version: parseTemplate(source, names).version,
    render: (values) => ({ system: fill(system.trim(), values), user: fill(user.trim(), values) }),
  };
}
