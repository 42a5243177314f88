import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { extensionsOf } from "../../../src/documents/find-loader.js";

const PAGE = readFileSync(resolve(import.meta.dirname, "../../../docs/documents.md"), "utf8");

describe("docs/documents.md", () => {
  it("names every extension that is read, and no other in its table", () => {
    const [, section = ""] = PAGE.split("## Formats");
    const [formats = ""] = section.split("What can't be read is said");
    const named = [...formats.matchAll(/`(\.\w+)`/g)].map(([, extension = ""]) => extension);
    const others = [".env"];
    const supported = [...extensionsOf({ ocr: "tesseract eng" }), ...others];
    expect([...new Set(named)].toSorted()).toEqual(supported.toSorted());
  });
});
