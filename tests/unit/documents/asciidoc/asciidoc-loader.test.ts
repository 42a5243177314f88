import { describe, expect, it } from "vitest";
import { ASCIIDOC_LOADER } from "../../../../src/documents/asciidoc/asciidoc-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (...lines: readonly string[]) =>
  ASCIIDOC_LOADER.load(new TextEncoder().encode(lines.join("\n")), "a.adoc", LIMITS);

describe("AsciiDoc loader", () => {
  it("reads no other file, and says which it left out", async () => {
    const { text, notices } = await load(
      "Before.",
      "",
      "include::/etc/passwd[]",
      "",
      "image::oven_door.png[]",
      "",
      "image::b.png[The door]",
    );
    expect(text).toBe("Before.\n\nThe door");
    expect(notices).toEqual(["not read: 1 picture without a description, 1 included file"]);
  });

  it("shows formulas and keys without what marks them", async () => {
    expect((await load("Press kbd:[Ctrl+C] for stem:[x^2].")).text).toBe("Press Ctrl+C for x^2.");
  });

  it("leaves out conditional parts for other readers", async () => {
    expect((await load("ifdef::env-github[]", "GitHub only", "endif::[]", "For all.")).text).toBe("For all.");
  });

  it("takes no time without end for a paragraph without end", async () => {
    const document = await load("*a ".repeat(30_000));
    expectSound(document);
    expect(document.text.replace(/\s+/gu, " ")).toBe("*a ".repeat(30_000).trim());
  });

  it("takes an attribute that doubles itself for what it is", async () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `:a${i + 1}: {a${i}}{a${i}}`);
    expect((await load("= T", ":a0: lighthouse", ...doubling, "", "{a40}")).text.length).toBeLessThan(10_000);
  });
});
