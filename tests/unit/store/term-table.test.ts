import fc from "fast-check";
import { expect, it } from "vitest";
import { TermTable } from "../../../src/store/lexical/term-table.js";

function addTo(table: TermTable, terms: readonly string[], lastId: number): void {
  table.add(Buffer.from(JSON.stringify(terms)), lastId);
}

const TERM = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", '"', "\\", '\\"', "\0", "\ud800", "größe", "家", "a", "ab", '","', "x".repeat(200)),
);

it("knows the last id of every term, and none of others", () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(TERM), { maxLength: 8 }), fc.array(TERM), (rows, others) => {
      const table = new TermTable();
      const expected = new Map<string, number>();
      let lastId = 7;
      for (const terms of rows) {
        for (const term of terms) {
          expected.set(term, ++lastId);
        }
        addTo(table, terms, lastId);
      }
      expect(table.size).toBe(expected.size);
      expect([...table.terms()]).toEqual([...expected.keys()]);
      for (const term of [...expected.keys(), ...others]) {
        expect(table.idOf(term)).toBe(expected.get(term));
      }
    }),
  );
});

it("grows, and gives the terms from one on", () => {
  const table = new TermTable();
  const terms = Array.from({ length: 20_000 }, (_, i) => `wort${i}`);
  addTo(table, terms, terms.length);
  expect(terms.every((term, i) => table.idOf(term) === i + 1)).toBe(true);
  expect([...table.terms(19_998)]).toEqual(["wort19998", "wort19999"]);
});
