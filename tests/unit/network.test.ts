import { readdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../../src");

/** Sources of what runs on the server; the widget asks the server that it is from. */
const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(sep).join("/"))
  .filter((file) => file.endsWith(".ts") && !file.startsWith("widget/"));

function filesWith(pattern: RegExp): string[] {
  return FILES.filter((file) => pattern.test(readFileSync(join(SRC, file), "utf8"))).toSorted();
}

/** Calls of the global `fetch`, and not of a method of that name, such as a handler's. */
const FETCH = /(?<!async |\.)\bfetch\(/;

const OTHER_CLIENTS = /\bnew (?:WebSocket|XMLHttpRequest|EventSource)\b/;

/** Imports of more than a type. */
const NETWORK = /^import (?!type\b)[^;]*"(?:node:)?(?:dgram|dns|http|http2|https|tls)(?:\/promises)?"/m;

describe("the server's sources", () => {
  it("send requests from four files, to addresses that the operator sets", () => {
    expect(FILES.length).toBeGreaterThan(300);
    expect(filesWith(FETCH)).toEqual([
      "answering/llm/provider.ts",
      "answering/llm/providers/ollama.ts",
      "embedding/langchain/checked-fetch.ts",
      "transformers/pretrained.ts",
    ]);
    expect(filesWith(OTHER_CLIENTS)).toEqual([]);
    expect(filesWith(NETWORK)).toEqual([]);
  });
});
