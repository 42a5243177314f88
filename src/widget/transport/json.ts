/** A JSON object whose members have yet to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A value from the network or from storage that isn't of the expected shape. */
export class MalformedValue extends Error {
  override readonly name = "MalformedValue";
}

/** @throws MalformedValue */
export function asObject(value: unknown): JsonObject {
  if (!isObject(value)) {
    throw new MalformedValue("not an object");
  }
  return value;
}

/** @throws MalformedValue, also for a member that isn't of the expected shape */
export function asArray<T>(value: unknown, member: (value: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) {
    throw new MalformedValue("not an array");
  }
  return value.map(member);
}

/** @throws MalformedValue */
export function asString(value: unknown): string {
  if (typeof value !== "string") {
    throw new MalformedValue("not a string");
  }
  return value;
}

/** @throws MalformedValue */
export function asBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") {
    throw new MalformedValue("not a boolean");
  }
  return value;
}

/** A whole number from 0, such as an offset. @throws MalformedValue */
export function asCount(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new MalformedValue("not a whole number from 0");
  }
  return value;
}

/** A number from 0, such as seconds. @throws MalformedValue */
export function asAmount(value: unknown): number {
  const number = asNumber(value);
  if (number < 0) {
    throw new MalformedValue("not a number from 0");
  }
  return number;
}

/** Any number, such as a cosine. @throws MalformedValue */
export function asNumber(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new MalformedValue("not a number");
  }
  return value;
}

/** Null also for a member that isn't there. @throws MalformedValue */
export function asOptional<T>(value: unknown, member: (value: unknown) => T): T | null {
  return value === null || value === undefined ? null : member(value);
}

/** @throws MalformedValue if the text isn't JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedValue("not JSON");
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
