import { expect, it } from "vitest";
import { pool } from "../../../../src/embedding/transformers/pooling.js";

const TOKENS = Float32Array.of(1, 2, 3, 4, 8, 12);

it.each([
  ["mean", [4, 6]],
  ["cls", [1, 2]],
  ["last_token", [8, 12]],
] as const)("%s pooling of three tokens", (pooling, expected) => {
  expect(pool(TOKENS, 2, pooling)).toEqual(Float32Array.from(expected));
});

it.each(["mean", "cls", "last_token"] as const)("%s pooling of one token is the token", (pooling) => {
  expect(pool(TOKENS, 6, pooling)).toEqual(TOKENS);
});
