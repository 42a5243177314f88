import type { JsonObject } from "../transport/json.js";

const REFERENCE = "#/components/schemas/";

/** A piece of the name of a type: text, or the name of a schema that stands elsewhere. */
export interface NamePiece {
  readonly text: string;
  readonly isReference: boolean;
}

/** What values a schema allows, in the way of TypeScript's types, such as `"up" | "down"` or `Passage[]`. */
export function typeName(schema: JsonObject): NamePiece[] {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    return [{ text: reference.replace(REFERENCE, ""), isReference: true }];
  }
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(alternatives)) {
    return joined(alternatives.filter(isObject).map(typeName));
  }
  if ("const" in schema) {
    return [text(JSON.stringify(schema["const"]))];
  }
  if (Array.isArray(schema["enum"])) {
    return [text(schema["enum"].map((value) => JSON.stringify(value)).join(" | "))];
  }
  if (schema["type"] === "array") {
    const items = isObject(schema["items"]) ? typeName(schema["items"]) : [text("any")];
    const list = items.length > 1 ? [text("("), ...items, text(")[]")] : [...items, text("[]")];
    return [...list, ...(range(schema) === "" ? [] : [text(range(schema))])];
  }
  return [text(`${typeof schema["type"] === "string" ? schema["type"] : "any"}${range(schema)}`)];
}

/** The members of an object, or of the objects in a list; none for other schemas, such as those that stand elsewhere. */
export function membersOf(schema: JsonObject): readonly Member[] {
  if (isObject(schema["items"])) {
    return membersOf(schema["items"]);
  }
  const { properties, required } = schema;
  if (!isObject(properties)) {
    return [];
  }
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).flatMap(([name, member]) =>
    isObject(member) ? [{ name, schema: member, isRequired: names.includes(name) }] : [],
  );
}

/** A member of an object. */
export interface Member {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

/** What bounds a number, a text's length or a list's, such as ` (≥ 1, ≤ 50)`. */
function range(schema: JsonObject): string {
  const least = schema["minimum"] ?? schema["minLength"] ?? schema["minItems"];
  const most = schema["maximum"] ?? schema["maxLength"] ?? schema["maxItems"];
  const bounds = [
    ...(typeof least === "number" ? [`≥ ${least}`] : []),
    ...(typeof most === "number" ? [`≤ ${most}`] : []),
  ];
  return bounds.length === 0 ? "" : ` (${bounds.join(", ")})`;
}

function joined(names: readonly (readonly NamePiece[])[]): NamePiece[] {
  return names.flatMap((name, i) => (i === 0 ? name : [text(" | "), ...name]));
}

function text(value: string): NamePiece {
  return { text: value, isReference: false };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
