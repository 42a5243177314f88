import { describe, expect, it } from "vitest";
import { membersOf, typeName } from "../../../../src/widget/docs/type-name.js";

const nameOf = (schema: Readonly<Record<string, unknown>>) =>
  typeName(schema)
    .map(({ text }) => text)
    .join("");

describe("the name of a type", () => {
  it.each([
    [{ type: "string" }, "string"],
    [{ type: "integer", minimum: 1, maximum: 50 }, "integer (≥ 1, ≤ 50)"],
    [{ enum: ["up", "down"] }, '"up" | "down"'],
    [{ const: true }, "true"],
    [{ $ref: "#/components/schemas/Passage" }, "Passage"],
    [{ type: "array", items: { $ref: "#/components/schemas/Passage" } }, "Passage[]"],
    [{ type: "array", items: { type: "string" }, maxItems: 3 }, "string[] (≤ 3)"],
    [{ type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } }, "(string | null)[]"],
    [{}, "any"],
  ])("of %j is %s", (schema, name) => {
    expect(nameOf(schema)).toBe(name);
  });

  it("marks what stands elsewhere", () => {
    const [piece] = typeName({ $ref: "#/components/schemas/Passage" });
    expect(piece).toEqual({ text: "Passage", isReference: true });
  });
});

describe("the members of a schema", () => {
  it("are those of an object, or of the objects in a list", () => {
    const object = { type: "object", properties: { a: { type: "string" }, b: {} }, required: ["a"] };
    const members = [
      { name: "a", schema: { type: "string" }, isRequired: true },
      { name: "b", schema: {}, isRequired: false },
    ];
    expect(membersOf(object)).toEqual(members);
    expect(membersOf({ type: "array", items: object })).toEqual(members);
    expect(membersOf({ type: "string" })).toEqual([]);
  });
});
