import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextMemory } from "../../../src/text/text-memory.js";

describe("a memory of texts", () => {
  it("keeps what is asked for, and forgets what isn't", () => {
    const memory = new TextMemory<object>(2000);
    const made: string[] = [];
    const ask = (text: string) => memory.of(text, (own) => ({ count: made.push(own) }));
    ask("often");
    ask("once");
    for (let i = 0; i < 100; i++) {
      ask(`text ${i}`);
      ask("often");
    }
    ask("once");
    expect(made.filter((text) => text === "often")).toHaveLength(1);
    expect(made.filter((text) => text === "once")).toHaveLength(2);
  });

  it("makes a text anew each time that is longer than half of it", () => {
    const memory = new TextMemory<object>(200);
    const long = "x".repeat(101);
    expect(memory.of(long, () => ({}))).not.toBe(memory.of(long, () => ({})));
  });

  it("gives what was made of the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { maxLength: 200 }),
        fc.integer({ min: 1, max: 1000 }),
        (texts, limit) => {
          const memory = new TextMemory<{ readonly text: string }>(limit);
          for (const text of texts.map(String)) {
            expect(memory.of(text, (own) => ({ text: own })).text).toBe(text);
          }
        },
      ),
    );
  });
});
