import { z } from "zod";
import type { AnswerMemory, RecentAnswer } from "../feedback/recent-answers.js";
import type { Call, Channel, Notice } from "./channel.js";

const ANSWER: z.ZodType<RecentAnswer> = z.object({
  question: z.string(),
  answer: z.string(),
  kind: z.enum(["answer", "excerpts", "refusal", "small_talk"]),
  model: z.string(),
  citations: z.array(
    z.object({ documentId: z.string(), start: z.number(), end: z.number(), verified: z.boolean() }),
  ),
});

/** A worker has given an answer. */
const ANSWERED: Notice<{ readonly id: string; readonly answer: RecentAnswer }> = {
  name: "answered",
  content: z.object({ id: z.string(), answer: ANSWER }),
};

/** A worker is sent a rating, perhaps of another worker's answer. */
const FIND_ANSWER: Call<string, RecentAnswer | null> = {
  name: "find-answer",
  request: z.string(),
  reply: ANSWER.nullable(),
};

/** A rating is stored without its answer if the primary is busy with a commit for so many milliseconds. */
const FIND_TIMEOUT_MS = 5000;

/** Has the primary remember what a worker answers. */
export function shareAnswers(channel: Channel, memory: AnswerMemory): void {
  channel.onNotice(ANSWERED, ({ id, answer }) => memory.set(id, answer));
  channel.handle(FIND_ANSWER, async (id) => (await memory.get(id)) ?? null);
}

/** The primary's memory, as a worker uses it. */
export function remoteAnswers(channel: Channel): AnswerMemory {
  return {
    set: (id, answer) => channel.notify(ANSWERED, { id, answer }),
    get: async (id) => {
      const found = await channel.call(FIND_ANSWER, id, { timeoutMs: FIND_TIMEOUT_MS }).catch(() => null);
      return found ?? undefined;
    },
  };
}
