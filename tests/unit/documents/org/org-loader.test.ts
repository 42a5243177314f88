import { describe, expect, it } from "vitest";
import { ORG_LOADER } from "../../../../src/documents/org/org-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (...lines: readonly string[]) =>
  ORG_LOADER.load(new TextEncoder().encode(lines.join("\n")), "a.org", LIMITS);

const text = async (...lines: readonly string[]) => (await load(...lines)).text;

describe("org loader", () => {
  it.each([
    [
      "emphasis, and signs that are none",
      "*Bold* /it/ ~a_b~ +x+ a/b/c 2*3*4 snake_case.",
      "Bold it a_b x a/b/c 2*3*4 snake_case.",
    ],
    [
      "links without a text",
      "See [[https://x.example/a]] and [[file:notes.txt]].",
      "See https://x.example/a and notes.txt.",
    ],
    [
      "times",
      "From <2026-11-27 Fri 10:00> or <2026-11-27 Fri>--<2026-11-29 Sun>.",
      "From 2026-11-27 Fri 10:00 or 2026-11-27 Fri – 2026-11-29 Sun.",
    ],
    ["notes in a line, targets and macros", "A[fn:: or B] <<here>>goes {{{date}}}on.", "A (or B) goes on."],
    ["raised and lowered text", "H_{2}O and m^{2}", "H2O and m²"],
  ])("reads %s", async (_, source, expected) => {
    expect(await text(source)).toBe(expected);
  });

  it("knows the states that the file defines", async () => {
    expect(await text("#+TODO: NEXT(n) | CANCELLED", "* NEXT Call Ada", "* Next to the gate")).toBe(
      "Call Ada\n\nStatus: NEXT\n\nNext to the gate",
    );
  });

  it("is named by its only section of the first level", async () => {
    expect((await load("* The gate", "** Its lock")).title).toBe("The gate");
    expect((await load("* One", "* Two")).title).toBe("A");
  });

  it("keeps drawers of the writer's own, and results of code", async () => {
    expect(await text(":NOTES:", "Kept.", ":END:", "#+RESULTS:", ": 42", ":  43")).toBe("Kept.\n\n42\n 43");
  });

  it("ends lists where they end", async () => {
    expect(await text("- one", "", "- two", "  more", "", "  apart", "Text.", "5. [@5] five")).toBe(
      "- one\n- two more\n  apart\n\nText.\n\n5. five",
    );
  });

  it("says what it leaves out", async () => {
    const { notices } = await load(
      "[[file:a.png]]",
      "[[b.jpg][The gate]]",
      "#+INCLUDE: c.org",
      "#+BEGIN_EXPORT html",
      "<b>",
      "#+END_EXPORT",
    );
    expect(notices).toEqual([
      "not read: 1 picture without a description, 1 included file, 1 raw part in another markup",
    ]);
  });

  it("survives what never ends", async () => {
    for (const source of [
      "#+BEGIN_SRC\n* a",
      ":PROPERTIES:\n".repeat(5000),
      "*a ".repeat(4000),
      "[[a][".repeat(4000),
      `${"  ".repeat(3000)}- a`,
    ]) {
      expectSound(await load(source));
    }
    expectSound(await load(...Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}- a`)));
  });
});
