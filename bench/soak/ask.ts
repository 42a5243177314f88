import { z } from "zod";
import type { Client } from "./client.js";
import type { Reply } from "./judge.js";

const CITATIONS = z.array(
  z.object({
    documentId: z.string(),
    quote: z.string(),
    start: z.number(),
    end: z.number(),
    verified: z.boolean(),
  }),
);

const ANSWER = z.object({ kind: z.string(), answer: z.string(), citations: CITATIONS });

const FOOTNOTE = z.object({ outcome: z.string(), citations: CITATIONS });

const COMPLETION = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })),
  footnote: FOOTNOTE,
});

const DELTA = z.object({ text: z.string() });

const CHUNK = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().optional() }) })),
  footnote: FOOTNOTE.optional(),
});

/** Asks over one of the interfaces. @returns undefined if there is no answer, which is counted */
export type Ask = (client: Client, question: string) => Promise<Reply | undefined>;

/** All ways to ask. */
export const WAYS: readonly Ask[] = [askForJson, askForEvents, askAsOpenAi, askForChunks];

async function askForJson(client: Client, question: string): Promise<Reply | undefined> {
  const answer = await client.post("/api/chat", { messages: messagesOf(question), stream: false });
  return answer && replyOf(ANSWER.parse(JSON.parse(answer.body)));
}

/** The answer is made of the deltas; the last event holds the rest. */
async function askForEvents(client: Client, question: string): Promise<Reply | undefined> {
  const answer = await client.post("/api/chat", { messages: messagesOf(question) });
  const events = dataOf(answer?.body ?? "");
  const last = events.find(({ event }) => event === "done");
  if (answer === undefined || last === undefined) {
    return (
      answer && { outcome: `a stream without an end: ${answer.body.slice(-200)}`, text: "", citations: [] }
    );
  }
  const deltas = events.filter(({ event }) => event === "delta");
  const text = deltas.map(({ data }) => DELTA.parse(JSON.parse(data)).text).join("");
  return { ...replyOf(ANSWER.parse(JSON.parse(last.data))), text };
}

async function askAsOpenAi(client: Client, question: string): Promise<Reply | undefined> {
  const answer = await client.post("/v1/chat/completions", { messages: messagesOf(question) });
  if (answer === undefined) {
    return undefined;
  }
  const { choices, footnote } = COMPLETION.parse(JSON.parse(answer.body));
  return { ...footnote, text: choices[0]?.message.content ?? "" };
}

async function askForChunks(client: Client, question: string): Promise<Reply | undefined> {
  const answer = await client.post("/v1/chat/completions", { messages: messagesOf(question), stream: true });
  if (answer === undefined) {
    return undefined;
  }
  const lines = dataOf(answer.body).map(({ data }) => data);
  const chunks = lines.filter((data) => data !== "[DONE]").map((data) => CHUNK.parse(JSON.parse(data)));
  const footnote = chunks.find((chunk) => chunk.footnote !== undefined)?.footnote;
  const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
  const isWhole = lines.at(-1) === "[DONE]" && footnote !== undefined;
  return isWhole ? { ...footnote, text } : { outcome: "a stream without an end", text, citations: [] };
}

function replyOf({ kind, answer, citations }: z.infer<typeof ANSWER>): Reply {
  return { outcome: kind, text: answer, citations };
}

function messagesOf(content: string) {
  return [{ role: "user", content }];
}

/** The events of a stream; those of OpenAI's have no names. */
function dataOf(body: string): { readonly event: string; readonly data: string }[] {
  return body
    .split("\n\n")
    .map((block) => ({
      event: /^event: (.*)$/mu.exec(block)?.[1] ?? "",
      data: /^data: (.*)$/mu.exec(block)?.[1] ?? "",
    }))
    .filter(({ data }) => data !== "");
}
