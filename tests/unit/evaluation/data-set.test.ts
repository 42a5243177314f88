import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../src/core/answer.js";
import { parseQuestions, readQuestions } from "../../../src/evaluation/data-set.js";
import { evaluate } from "../../../src/evaluation/evaluate.js";
import { locateGold } from "../../../src/evaluation/gold.js";
import { Texts } from "../../../src/evaluation/texts.js";
import { answer, retrieval, store, storedDocument } from "../../support/server/fakes.js";

const gold = { document: storedDocument.path, start: 0, end: 5, text: "Hello" };
const asked = { id: "1", language: "en", question: "What?", answerable: true, gold: [gold] };
const parse = (...lines: readonly unknown[]) =>
  parseQuestions(
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
    "q.jsonl",
  );

describe("a file of questions", () => {
  it("is one object a line; blank lines, a byte order mark and unknown keys don't matter", () => {
    const unanswerable = { id: "2", language: "en", question: "Why?", answerable: false };
    const file = `\uFEFF${JSON.stringify({ ...asked, source: "me" })}\r\n\n${JSON.stringify(unanswerable)}\n`;
    expect(parseQuestions(file, "q.jsonl")).toEqual([asked, { ...unanswerable, gold: [] }]);
  });

  it("may have a type, and the turns of a conversation instead of a question", () => {
    const { question: _, ...others } = asked;
    expect(parse({ ...others, type: "number", turns: ["Who?", "When?", "And why?"] })).toEqual([
      { ...others, type: "number", earlier: ["Who?", "When?"], question: "And why?" },
    ]);
    expect(parse({ ...others, turns: ["Why?"] })).toEqual([{ ...others, question: "Why?" }]);
  });

  it.each<[string, unknown, RegExp]>([
    ["no JSON", "{", /no JSON object/],
    ["a list", [], /JSON object/],
    ["no id", { ...asked, id: undefined }, /id: /],
    ["an empty question", { ...asked, question: " " }, /question: Must not be empty/],
    [
      "neither a question nor turns",
      { ...asked, question: undefined },
      /question: Must be given, or "turns"/,
    ],
    ["both", { ...asked, turns: ["Why?"] }, /question: Must be given, or "turns"/],
    ["no turn", { ...asked, question: undefined, turns: [] }, /turns: Must not be empty/],
    [
      "an empty turn",
      { ...asked, question: undefined, turns: ["Why?", ""] },
      /turns\[1\]: Must not be empty/,
    ],
    ["a type that is no text", { ...asked, type: 1 }, /type: Must be text/],
    ["answerable as text", { ...asked, answerable: "yes" }, /answerable: Must be true or false/],
    ["an offset that isn't whole", { ...asked, gold: [{ ...gold, start: 0.5 }] }, /gold\[0\]\.start: /],
    ["a negative offset", { ...asked, gold: [{ ...gold, start: -1 }] }, /gold\[0\]\.start: /],
    ["an end before the start", { ...asked, gold: [{ ...gold, start: 9 }] }, /gold\[0\]\.end: /],
    ["no gold for an answerable question", { ...asked, gold: [] }, /gold: /],
    ["gold for an unanswerable one", { ...asked, answerable: false }, /gold: /],
    ["an id for the second time", asked, /taken by line 1/],
  ])("with %s is an error that names file, line and fault", (_, line, message) => {
    const wrong = () => parse(asked, "", line);
    expect(wrong).toThrow(expect.objectContaining({ code: "invalid_data_set" }));
    expect(wrong).toThrow(/^q\.jsonl, line 3: /);
    expect(wrong).toThrow(message);
  });

  it("has to be there and to hold a question", async () => {
    expect(() => parse("", " ")).toThrow(/holds no question/);
    await expect(readQuestions("/nowhere/q.jsonl")).rejects.toMatchObject({ code: "invalid_data_set" });
  });
});

describe("gold spans", () => {
  const locate = async (
    text: string,
    ...gold: readonly (readonly [start: number, text: string, document?: string])[]
  ) => {
    const questions = gold.map(([start, words, document = "a.md"], i) => ({
      ...asked,
      id: String(i),
      gold: [{ document, start, end: start + words.length, text: words }],
    }));
    const texts = {
      idOf: (path: string) => (path === "a.md" ? "doc" : undefined),
      of: () => Promise.resolve(text),
    };
    return locateGold(questions, texts);
  };
  const spansIn = async (text: string, ...gold: Parameters<typeof locate>[1][]) =>
    (await locate(text, ...gold)).map(({ gold: [found] }) => found && text.slice(found.start, found.end));

  it("are found in the index by the document's path", async () => {
    const [located] = await locateGold([asked], await Texts.open(store));
    expect(located).toMatchObject({ gold: [{ ...gold, documentId: storedDocument.id }], missing: [] });
  });

  it("are found by their text, nearest to where they stood", async () => {
    const text = "one two one two one";
    const starts = async (start: number) => (await locate(text, [start, "one"]))[0]?.gold[0]?.start;
    expect(await Promise.all([0, 3, 5, 8, 13, 90].map(starts))).toEqual([0, 0, 8, 8, 16, 16]);
  });

  it("are found though white space or markup has changed", async () => {
    expect(await spansIn("It takes\n  four\u00A0hours.", [0, "takes four hours"])).toEqual([
      "takes\n  four\u00A0hours",
    ]);
    expect(
      await spansIn("Ask the [office](a.md) for **four** forms:\n1. red", [
        0,
        "the office for four forms: red",
      ]),
    ).toEqual(["the [office](a.md) for **four** forms:\n1. red"]);
    expect(await spansIn("the office", [0, 'the {{< link "a" >}}[office](b.md)'])).toEqual(["the office"]);
  });

  it("that are gone are left out and named", async () => {
    const located = await locate("Hello", [0, "Hello"], [0, "Hallo"], [0, "Hello", "b.md"]);
    expect(located.map(({ gold, missing }) => [gold.length, missing.length])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
  });

  it("are an error if all of them are gone", async () => {
    await expect(locate("Hello", [0, "Hallo"])).rejects.toMatchObject({
      code: "invalid_data_set",
      message: expect.stringMatching(/none of the questions' gold, such as "Hallo" in "a\.md"/),
    });
  });
});

describe("a conversation", () => {
  it("is held turn by turn, and its last question is looked up as it was understood", async () => {
    const conversations: (readonly ChatMessage[])[] = [];
    const retrieved: string[] = [];
    const [outcome] = await evaluate({
      questions: parse({ ...asked, question: undefined, turns: ["Who?", "When?", "Why?"] }),
      store,
      retriever: {
        retrieve: ({ question }) => {
          retrieved.push(question);
          return Promise.resolve({ ...retrieval, passages: [] });
        },
      },
      ask: (messages) => {
        conversations.push([...messages]);
        const last = messages.at(-1)?.content ?? "";
        return Promise.resolve({
          ...answer,
          question: `${last} of it`,
          answer: `about ${last}`,
          citations: [],
        });
      },
    });
    expect(conversations.at(-1)).toEqual([
      { role: "user", content: "Who?" },
      { role: "assistant", content: "about Who?" },
      { role: "user", content: "When?" },
      { role: "assistant", content: "about When?" },
      { role: "user", content: "Why?" },
    ]);
    expect(conversations).toHaveLength(3);
    expect(retrieved).toEqual(["Why? of it"]);
    expect(outcome?.answer.answer).toBe("about Why?");
  });
});
