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

  it("puts an object's own values before its sections, its name first", async () => {
    const { text, blocks } = await load(
      '{"address": {"city": "Wien"}, "about": "Eine Firma. Mit Sitz in Wien.", "name": "Ada"}',
    );
    expect(text).toBe("Name: Ada\nAddress city: Wien\n\nAbout\n\nEine Firma. Mit Sitz in Wien.");
    expect(blocks.map(({ heading }) => heading)).toEqual([[], [], ["About"]]);
  });

  it("keeps the records of a large object apart as sections", async () => {
    const record = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`k${i}`, i]));
    const { headings } = await load(JSON.stringify({ opening: record, prices: { ...record, x: { a: 1 } } }));
    expect(headings.map(({ text }) => text)).toEqual([]);
    const other = await load(JSON.stringify({ opening: record, prices: { adult: record } }));
    expect(other.headings.map(({ text }) => text)).toEqual(["Opening", "Prices"]);
  });

  it("says every value of a nested entry beside the entry's name and the path", async () => {
    const { text } = await load(
      `[{"id": 1, "name": "Lamp", "size": {"width_cm": 18}, "supplier": {"company": "B", "address": {"city": "Leeds"}}},
        {"id": 2, "name": "Shelf", "size": {"width_cm": 90}, "weight": {"value": 3.10, "unit": "kg"}}]`,
    );
    expect(text).toBe(
      "Name: Lamp | Id: 1 | Size width cm: 18 | Supplier company: B | Supplier address city: Leeds\n" +
        "Name: Shelf | Id: 2 | Size width cm: 90 | Weight: 3.10 kg",
    );
  });

  it("says the path of every value in a section of an entry", async () => {
    const { text, blocks } = await load(
      `{"products": [{"name": "Drill", "about": "A drill. It is red.", "specs": {"power": {"volts": 18}},
        "stock": [{"site": "Ulm", "shelf": {"row": 3}}, {"site": "Jena"}]}]}`,
    );
    expect(text.split("\n\n")).toEqual([
      "Products",
      "Drill",
      "Name: Drill\nSpecs power volts: 18",
      "About",
      "A drill. It is red.",
      "Stock",
      "Site: Ulm | Shelf row: 3\nSite: Jena",
    ]);
    expect(blocks.at(-1)?.heading).toEqual(["Products", "Drill", "Stock"]);
  });

  it("reads entries with a key each as rows, and leaves identifiers as they are", async () => {
    const { text } = await load(
      '{"saw_7": {"type": "Saw", "service": {"by": "Cutwell"}}, "spareDrill": {"type": "Drill"}}',
    );
    expect(text).toBe("saw_7 | Type: Saw | Service by: Cutwell\nSpare drill | Type: Drill");
  });

  it("keeps a text beside its author", async () => {
    const { text } = await load(
      '[{"user": "ada", "text": "Great drill. I love it."}, {"user": "bob", "text": "It died. Sad."}]',
    );
    expect(text).toBe("User: ada | Text: Great drill. I love it.\nUser: bob | Text: It died. Sad.");
  });

  it("reads the HTML of a content system as text", async () => {
    const html =
      "<p>Der <b>Ofen</b> ist heiß&nbsp;&amp; alt.</p><script>x()</script><ul><li>eins</li><li>zwei</li></ul>";
    const { text } = await load(
      JSON.stringify({ title: "Ofen <em>neu</em>", content: html, rule: "a < b > c" }),
    );
    expect(text).toBe(
      "Title: Ofen neu\nRule: a < b > c\n\nContent\n\nDer Ofen ist heiß & alt.\n\neins\n\nzwei",
    );
  });

  it("loses no value, however nested", async () => {
    const leaf = fc.constantFrom("one", "Two words", "A text. With two sentences.", 17, 2.5, true);
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie("json"), { minLength: 1, maxLength: 4 }),
        fc.dictionary(fc.constantFrom("name", "id", "text", "value", "unit", "a_b"), tie("json"), {
          minKeys: 1,
          maxKeys: 4,
        }),
      ),
    }));
    const leaves = (value: unknown): string[] =>
      typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const { text } = await load(JSON.stringify(value));
        for (const one of new Set(leaves(value))) {
          const count = leaves(value).filter((other) => other === one).length;
          expect(text.split(one).length - 1, one).toBeGreaterThanOrEqual(count);
        }
      }),
      { numRuns: 300 },
    );
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
    ["./esm/readFile.js", "./esm/readFile.js"],
    ["", ""],
  ])("turns %j into %j", (key, words) => {
    expect(keyInWords(key)).toBe(words);
  });
});
