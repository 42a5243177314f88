/** Around a conversation in open-webui's prompts. */
const HISTORY = { open: "<chat_history>", close: "</chat_history>" } as const;

/** What open-webui wants to have, by the key of the JSON that it asks for. */
const REPLIES = {
  title: (question: string) => ({ title: titleOf(question) }),
  tags: () => ({ tags: [] }),
  follow_ups: () => ({ follow_ups: [] }),
  queries: () => ({ queries: [] }),
  text: () => ({ text: "" }),
  prompt: () => ({ prompt: "" }),
} as const;

const KEY = /"(title|tags|follow_ups|queries|text|prompt)"\s*:/;

/** Where a user's turn of a written conversation begins, and an assistant's. */
const USER_TURN = /^(?:\|\|>)?(?:user|human):\s*/im;
const ASSISTANT_TURN = /^(?:\|\|>)?(?:assistant|ai|response):/im;

/** A title in front of a conversation isn't asked for in more. */
const LONGEST_INSTRUCTION = 2000;

/** Of a title; the clients ask for three to five words. */
const MOST_CHARACTERS = 50;

/** For a conversation without a question. */
const NO_TITLE = "Chat";

/**
 * Answers what a client asks its model behind the user's back: to name a conversation, to tag it, to suggest what to ask
 * next. Such a prompt is no question to the documents; its answer is harmless and costs nothing: the first words of the
 * question as title, and no tags, suggestions, queries or completions.
 *
 * A prompt is recognised by what it can't do without, so that a reworded or translated one is recognised, too:
 * - open-webui's asks for JSON with a certain key, and holds the conversation between tags (the templates named
 *   `DEFAULT_…_GENERATION_PROMPT_TEMPLATE` in its `backend/open_webui/config.py`);
 * - LibreChat's asks for the title of a conversation, and holds it as lines of `User:` and `AI:` (`src/utils/title.ts` of
 *   `danny-avila/agents`; older versions write `||>User:` and `||>Response:`).
 *
 * @param prompt the last message
 * @returns undefined if it is none of them
 */
export function clientTaskReply(prompt: string): string | undefined {
  return replyInJson(prompt) ?? replyWithTitle(prompt);
}

function replyInJson(prompt: string): string | undefined {
  const from = prompt.indexOf(HISTORY.open);
  const to = prompt.lastIndexOf(HISTORY.close);
  if (from === -1 || to < from) {
    return undefined;
  }
  const instruction = prompt.slice(0, from) + prompt.slice(to);
  const key = KEY.exec(instruction)?.[1];
  return isTask(key) ? JSON.stringify(REPLIES[key](firstQuestion(prompt.slice(from, to)) ?? "")) : undefined;
}

function isTask(key: string | undefined): key is keyof typeof REPLIES {
  return key !== undefined && key in REPLIES;
}

function replyWithTitle(prompt: string): string | undefined {
  const start = prompt.search(USER_TURN);
  const instruction = prompt.slice(0, Math.max(start, 0));
  const asksForTitle = /\btitle\b/i.test(instruction) && /\bconversation\b/i.test(instruction);
  if (!asksForTitle || instruction.length > LONGEST_INSTRUCTION || !ASSISTANT_TURN.test(prompt)) {
    return undefined;
  }
  return titleOf(firstQuestion(prompt) ?? "");
}

/** What the user said first in a written conversation. */
function firstQuestion(conversation: string): string | undefined {
  const turn = USER_TURN.exec(conversation);
  if (turn === null) {
    return undefined;
  }
  const said = conversation.slice(turn.index + turn[0].length);
  const end = said.search(ASSISTANT_TURN);
  return end === -1 ? said : said.slice(0, end);
}

/** The first words, without the signs around them. */
function titleOf(question: string): string {
  const words = question.trim().split(/\s+/, MOST_CHARACTERS);
  let title = "";
  for (const word of words) {
    const longer = title === "" ? word : `${title} ${word}`;
    if (longer.length > MOST_CHARACTERS) {
      break;
    }
    title = longer;
  }
  // A script without blanks, or a very long word.
  title ||= Array.from(words[0]?.slice(0, 2 * MOST_CHARACTERS) ?? "", String)
    .slice(0, MOST_CHARACTERS)
    .join("");
  return title.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "") || NO_TITLE;
}
