import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openTracing } from "../../../../src/server/tracing/tracing.js";

const SRC = resolve(import.meta.dirname, "../../../../src");
const SOURCES = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(join(SRC, file), "utf8") }));

function filesWith(pattern: RegExp): string[] {
  return SOURCES.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}

describe("OpenTelemetry's SDK", () => {
  it("is loaded by one file, and that only where traces go somewhere", async () => {
    expect(filesWith(/from "@opentelemetry\//)).toEqual(["server/tracing/otlp-tracing.ts"]);
    expect(filesWith(/from "[^"]*otlp-tracing\.js"/)).toEqual([]);
    expect(filesWith(/await import\("[^"]*otlp-tracing\.js"\)/)).toEqual(["server/tracing/tracing.ts"]);
    const onNotice = () => undefined;
    expect(await openTracing({ endpoint: undefined, version: "1.2.3", onNotice })).toBeUndefined();
  });
});
