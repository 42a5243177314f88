import fc from "fast-check";
import { hostileText, MARKER } from "./hostile-texts.js";

/** A string, a number or a word of JSON; names of fields, too. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g;

const VALUES = [
  "",
  "null",
  "true",
  "0",
  "-0",
  "-1",
  "1.5",
  "1e999",
  "9007199254740993",
  `1${"0".repeat(400)}`,
  "NaN",
  "[]",
  "{}",
  '""',
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__": {"isAdmin": true, "stream": false}}',
  '{"constructor": {"prototype": {"isAdmin": true}}}',
  '{"length": 100000, "toJSON": 1, "then": 1}',
  `${"[".repeat(500)}${"]".repeat(500)}`,
  `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
  `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
  `[${Array<string>(5000).fill('"x"').join(",")}]`,
  `[${Array<string>(300).fill('{"role":"user","content":"Hello?"}').join(",")}]`,
  `{${Array.from({ length: 3000 }, (_, number) => `"k${number}":${number}`).join(",")}}`,
  '{"role":"user","content":[{"type":"text","text":"Hello?"},{"type":"image_url","image_url":{"url":"x"}}]}',
];

/** What may take the place of a value. */
function jsonText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 2, arbitrary: hostileText().map((text) => JSON.stringify(text)) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
  );
}

/** A valid body with some of its values, or names of its fields, replaced. */
function withOtherValues(valid: string): fc.Arbitrary<string> {
  const count = valid.match(TOKEN)?.length ?? 0;
  const change = fc.record({ at: fc.nat({ max: Math.max(0, count - 1) }), text: jsonText() });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let at = -1;
    return valid.replaceAll(TOKEN, (token) => {
      at += 1;
      return changes.find((one) => one.at === at)?.text ?? token;
    });
  });
}

/** A valid body with fields that it doesn't have, or has twice. */
function withMoreFields(valid: string): fc.Arbitrary<string> {
  const name = fc.oneof(
    fc.constantFrom("__proto__", "constructor", "stream", "documents", MARKER),
    hostileText(),
  );
  return fc
    .array(fc.tuple(name, jsonText()), { minLength: 1, maxLength: 3 })
    .map((fields) =>
      valid.replace("{", `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${value},`).join("")}`),
    );
}

/** A valid body that is damaged as text: cut off, twice, with bytes that aren't UTF-8. */
function damaged(valid: string): fc.Arbitrary<Buffer> {
  const bytes = Buffer.from(valid);
  return fc.oneof(
    fc.nat({ max: bytes.length }).map((length) => bytes.subarray(0, length)),
    fc.constant(Buffer.concat([bytes, bytes])),
    fc.constant(Buffer.concat([Buffer.from("\ufeff"), bytes])),
    fc.constant(Buffer.from(valid, "utf16le")),
    fc
      .tuple(fc.nat({ max: bytes.length }), fc.uint8Array({ minLength: 1, maxLength: 8 }))
      .map(([at, more]) => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])),
  );
}

/** Bodies that are nearly what a route takes, and some that aren't even that. */
export function hostileJson(valid: unknown): fc.Arbitrary<Buffer> {
  const text = JSON.stringify(valid);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(Buffer.from(text)) },
    { weight: 8, arbitrary: withOtherValues(text).map((json) => Buffer.from(json)) },
    { weight: 3, arbitrary: withMoreFields(text).map((json) => Buffer.from(json)) },
    { weight: 2, arbitrary: damaged(text) },
    { weight: 1, arbitrary: jsonText().map((json) => Buffer.from(json)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}
