import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import { decodeFloat16, readSafetensors } from "../../../../src/embedding/static/safetensors.js";

const DATA = Uint8Array.of(1, 2, 3, 4, 5, 6, 0x00, 0x3c);
const ROWS = { dtype: "U8", shape: [2, 3], data_offsets: [0, 6] };
const SCALE = { dtype: "F16", shape: [1], data_offsets: [6, 8] };

function file(header: unknown, data = DATA): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

function read(bytes: Uint8Array) {
  return readSafetensors(bytes, "model.safetensors");
}

it("reads the tensors by name and leaves the metadata out", () => {
  const tensors = read(file({ __metadata__: { format: "pt" }, rows: ROWS, scale: SCALE }));
  expect([...tensors.keys()]).toEqual(["rows", "scale"]);
  expect(tensors.get("rows")).toEqual({ dtype: "U8", shape: [2, 3], data: DATA.subarray(0, 6) });
  expect(tensors.get("scale")).toEqual({ dtype: "F16", shape: [1], data: DATA.subarray(6) });
});

it("reads bytes that don't start at the beginning of their buffer", () => {
  const whole = Uint8Array.of(7, 7, 7, ...file({ rows: ROWS }));
  expect(read(whole.subarray(3)).get("rows")?.data).toEqual(DATA.subarray(0, 6));
});

describe("a damaged file is refused, and the error names it", () => {
  it.each<[string, Uint8Array, RegExp]>([
    ["an empty file", new Uint8Array(), /too short/],
    ["a file that ends in the header's length", Uint8Array.of(1, 0, 0), /too short/],
    ["a header longer than the file", Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 123), /cut off/],
    ["a header that isn't JSON", file("{"), /isn't JSON/],
    ["a header that isn't UTF-8", Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0xff), /isn't JSON/],
    ["a header that is a list", file([]), /isn't an object/],
    ["an entry that isn't an object", file({ rows: 1 }), /rows.*entry/],
    ["an unknown element type", file({ rows: { ...ROWS, dtype: "F64" } }), /rows.*F64/],
    ["a negative size", file({ rows: { ...ROWS, shape: [-2, -3] } }), /rows.*shape/],
    ["a shape that isn't a list", file({ rows: { ...ROWS, shape: 6 } }), /rows.*shape/],
    ["one offset", file({ rows: { ...ROWS, data_offsets: [6] } }), /rows.*offsets/],
    ["three offsets", file({ rows: { ...ROWS, data_offsets: [0, 6, 8] } }), /rows.*offsets/],
    ["offsets in the wrong order", file({ rows: { ...ROWS, data_offsets: [6, 0] } }), /rows.*outside/],
    ["offsets behind the end", file({ rows: { ...ROWS, data_offsets: [3, 9] } }), /rows.*outside/],
    ["fewer bytes than the shape needs", file({ rows: { ...ROWS, shape: [2, 4] } }), /rows.*6 bytes.*8/],
    [
      "an odd number of bytes for two-byte elements",
      file({ s: { ...SCALE, data_offsets: [0, 3] } }),
      /3 bytes.*2/,
    ],
  ])("%s", (_, bytes, problem) => {
    expect(() => read(bytes)).toThrow(problem);
    expect(() => read(bytes)).toThrow(/model\.safetensors/);
  });

  it("any cut or flipped byte gives tensors or a typed error, nothing else", () => {
    const intact = file({ rows: ROWS, scale: SCALE });
    const change = fc.record({
      length: fc.integer({ min: 0, max: intact.length }),
      at: fc.nat(intact.length - 1),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(change, ({ length, at, value }) => {
        const bytes = intact.slice(0, length);
        if (at < length) {
          bytes[at] = value;
        }
        try {
          for (const tensor of read(bytes).values()) {
            expect(tensor.data.length).toBeLessThanOrEqual(DATA.length);
          }
        } catch (error) {
          expect(FootnoteError.is(error) && error.code).toBe("embedding_model_unavailable");
        }
      }),
    );
  });
});

describe("numbers of 16 bits", () => {
  it.each([
    ["one", 0x3c00, 1],
    ["minus two", 0xc000, -2],
    ["a third", 0x3555, 0.333251953125],
    ["the largest number", 0x7bff, 65504],
    ["the smallest normal number", 0x0400, 2 ** -14],
    ["the smallest number above zero", 0x0001, 2 ** -24],
    ["the largest subnormal number", 0x03ff, 1023 * 2 ** -24],
    ["zero", 0x0000, 0],
    ["minus zero", 0x8000, -0],
    ["infinity", 0x7c00, Number.POSITIVE_INFINITY],
    ["minus infinity", 0xfc00, Number.NEGATIVE_INFINITY],
    ["not a number", 0x7e00, Number.NaN],
  ])("decodes %s", (_, bits, expected) => {
    expect(decodeFloat16(Uint8Array.of(bits & 255, bits >> 8))).toEqual(Float32Array.of(expected));
  });

  it("decodes larger bit patterns to larger numbers", () => {
    const finite = fc.integer({ min: 0, max: 0x7bfe });
    fc.assert(
      fc.property(finite, (bits) => {
        const [smaller, larger] = decodeFloat16(
          Uint8Array.of(bits & 255, bits >> 8, (bits + 1) & 255, (bits + 1) >> 8),
        );
        expect(larger).toBeGreaterThan(smaller ?? Number.NaN);
      }),
    );
  });

  it("decodes bytes that don't start at the beginning of their buffer", () => {
    const bytes = Uint8Array.of(9, 9, 9, 0x00, 0x3c).subarray(3);
    expect(decodeFloat16(bytes)).toEqual(Float32Array.of(1));
  });
});
