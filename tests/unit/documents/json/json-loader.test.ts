import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JSON_LOADER } from "../../../../src/documents/json/json-loader.js";
import { keyInWords } from "../../../../src/documents/json/json-value.js";
import { keepNumbers } from "../../../../src/documents/json/parse-json.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (text: string, path = "a.json") => JSON_LOADER.load(Buffer.from(text), path, LIMITS);

describe("JSON loader", () => {
  it("keeps every text and structure in step, whatever the JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => expectSound(await load(json))),
      { numRuns: 300 },
    );
  });

  it("puts an object's own values before its sections", async () => {
    const { text, blocks } = await load('{"address": {"city": "Wien"}, "name": "Ada"}');
    expect(text).toBe("Name: Ada\n\nAddress\n\nCity: Wien");
    expect(blocks.map(({ heading }) => heading)).toEqual([[], [], ["Address"]]);
  });

  it("names the entries of a list by what they are called, or else by their position", async () => {
    const { headings } = await load(
      '{"faq": [{"question": "Wie?", "answer": "So. Und nicht anders."}, {"answer": "Ja. Nein."}]}',
    );
    expect(headings.map(({ text, level }) => [text, level])).toEqual([
      ["Faq", 1],
      ["Wie?", 2],
      ["Answer", 3],
      ["Faq 2", 2],
      ["Answer", 3],
    ]);
  });

  it("reads JSON Lines under the name of JSON, and JSON under that of JSON Lines", async () => {
    expect((await load('{"a": "x"}\n{"a": "y"}')).text).toBe("A: x\nA: y");
    expect((await load('{\n"a": "x"\n}', "a.jsonl")).text).toBe("A: x");
  });

  it("gives each long entry of JSON Lines a section at its line", async () => {
    const document = await load(
      '{"title": "Eins", "text": "Ein Satz. Noch einer."}\n{"title": "Zwei", "text": "Dritter Satz. Schluss."}',
      "a.jsonl",
    );
    expectSound(document);
    expect(document.marks.map(({ value }) => value)).toEqual([1, 2]);
    expect(document.headings.map(({ text }) => text)).toEqual(["Eins", "Text", "Zwei", "Text"]);
  });

  it("refuses what is nested too deep, however deep", async () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ]) {
      const json = `${open?.repeat(100_000)}1${close?.repeat(100_000)}`;
      await expect(load(json)).rejects.toMatchObject({
        code: "unreadable_document",
        message: expect.stringMatching(/a\.json is nested more than 100 levels/u),
      });
    }
  });

  it("says what the mistake is", async () => {
    await expect(load('{"a": 1,\n "b": }')).rejects.toThrow(
      /^a\.json isn't valid JSON: Unexpected token '\}'$/u,
    );
  });
});

describe("keepNumbers", () => {
  it.each([
    ['{"v": 1.10}', '{"v": "1.10"}'],
    ["[12345678901234567890, 12, -0.5, 1e3]", '["12345678901234567890", 12, -0.5, "1e3"]'],
    ['["1.10", "a\\"1.10"]', '["1.10", "a\\"1.10"]'],
    ["[01, 1., 1.5.5]", "[01, 1., 1.5.5]"],
    ['["unclosed 1.10', '["unclosed 1.10'],
  ])("turns %s into %s", (json, expected) => {
    expect(keepNumbers(json)).toBe(expected);
  });

  it("changes nothing that JSON.parse would not", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const kept: unknown = JSON.parse(keepNumbers(JSON.stringify(value)));
        expect(kept).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("keyInWords", () => {
  it.each([
    ["openingHours", "Opening hours"],
    ["opening_hours", "Opening hours"],
    ["userID", "User ID"],
    ["URL", "URL"],
    ["Größe in cm", "Größe in cm"],
    ["$id", "$id"],
    ["", ""],
  ])("turns %j into %j", (key, words) => {
    expect(keyInWords(key)).toBe(words);
  });
});
