import { expect, it } from "vitest";
import type { AnswerEvent } from "../../../src/core/answer.js";
import {
  createAnswerMemory,
  createRecentAnswers,
  type RecentAnswers,
} from "../../../src/server/feedback/recent-answers.js";
import { answer, events } from "../../support/server/fakes.js";

async function* stream(given: readonly AnswerEvent[]): AsyncGenerator<AnswerEvent, void> {
  yield* given;
}

async function readAll(given: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const read: AnswerEvent[] = [];
  for await (const event of given) {
    read.push(event);
  }
  return read;
}

const finish = (recent: RecentAnswers, id: string) =>
  readAll(recent.remember(stream([{ type: "done", answer: { ...answer, id } }])));

it("passes every event on", async () => {
  expect(await readAll(createRecentAnswers(createAnswerMemory(1)).remember(stream(events)))).toEqual(events);
});

it("knows an answer as soon as its last event is out", async () => {
  const recent = createRecentAnswers(createAnswerMemory(1));
  for await (const { type } of recent.remember(stream(events))) {
    expect((await recent.find(answer.id)) !== undefined).toBe(type === "done");
  }
});

it("keeps the last answers only, whichever were asked for", async () => {
  const recent = createRecentAnswers(createAnswerMemory(2));
  await finish(recent, "a");
  await finish(recent, "b");
  expect(await recent.find("a")).toBeDefined();
  await finish(recent, "c");
  expect(await recent.find("a")).toBeUndefined();
  expect(await recent.find("b")).toBeDefined();
  expect(await recent.find("c")).toBeDefined();
});

it("keeps no passages", async () => {
  const recent = createRecentAnswers(createAnswerMemory(1));
  await finish(recent, "a");
  expect(Object.keys((await recent.find("a")) ?? {}).sort()).toEqual([
    "answer",
    "citations",
    "kind",
    "model",
    "question",
  ]);
});
