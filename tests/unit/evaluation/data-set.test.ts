import { describe, expect, it } from "vitest";
import { parseQuestions, readQuestions } from "../../../src/evaluation/data-set.js";
import { locateGold } from "../../../src/evaluation/gold.js";
import { Texts } from "../../../src/evaluation/texts.js";
import { store, storedDocument } from "../../support/server/fakes.js";

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

  it.each<[string, unknown, RegExp]>([
    ["no JSON", "{", /no JSON object/],
    ["a list", [], /JSON object/],
    ["no id", { ...asked, id: undefined }, /id: /],
    ["an empty question", { ...asked, question: " " }, /question: Must not be empty/],
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
  const locate = async (span: typeof gold) =>
    locateGold([{ ...asked, gold: [span] }], await Texts.open(store));

  it("are found in the index by the document's path", async () => {
    expect((await locate(gold))[0]?.gold).toEqual([{ ...gold, documentId: storedDocument.id }]);
  });

  it.each<[string, Partial<typeof gold>, RegExp]>([
    ["of an unknown document", { document: "one.txt" }, /Question "1": .*no document "one\.txt"/],
    [
      "that are another text",
      { text: "Hallo" },
      /folder\/one\.txt reads "Hello" from 0 to 5, not "Hallo"; offsets are UTF-16/,
    ],
    ["behind the end", { start: 90, end: 95 }, /reads "" from 90 to 95/],
  ])("%s are an error", async (_, wrong, message) => {
    await expect(locate({ ...gold, ...wrong })).rejects.toMatchObject({
      code: "invalid_data_set",
      message: expect.stringMatching(message),
    });
  });
});
