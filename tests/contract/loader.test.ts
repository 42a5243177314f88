import { describe } from "vitest";
import { markdownLoader } from "../../src/documents/markdown-loader.js";
import { textLoader } from "../../src/documents/text-loader.js";
import { testLoader } from "./loader.js";

const BINARY = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]);

describe("text loader", () => {
  const text = "Erster Absatz über Öl.\n\nZweiter Absatz 🌍.\n";
  testLoader(
    textLoader,
    {
      file: "notizen/erste-notiz.txt",
      bytes: new TextEncoder().encode(text),
      title: "Erste notiz",
      contains: ["Erster Absatz über Öl.", "Zweiter Absatz 🌍."],
      headings: [],
    },
    BINARY,
  );
});

describe("markdown loader", () => {
  const markdown = [
    "---",
    "author: Anna",
    "---",
    "# The *manual*",
    "",
    "Intro with a [link](https://example.org) and `code`,  ",
    "broken.",
    "",
    "<script>alert(1)</script>",
    "",
    "## Install",
    "",
    "1. Open the box",
    "2. Close it",
    "   - gently",
    "",
    "| Name | Size |",
    "| ---- | ---- |",
    "| A    | 12   |",
    "",
    "```sh",
    "npm ci",
    "```",
    "",
    "> A quote.",
  ].join("\n");
  testLoader(
    markdownLoader,
    {
      file: "manual.md",
      bytes: new TextEncoder().encode(markdown),
      title: "The manual",
      contains: [
        "The manual",
        "Intro with a link and code, broken.",
        "Install",
        "1. Open the box\n2. Close it\n  - gently",
        "Name | Size\nA | 12",
        "npm ci",
        "A quote.",
      ],
      headings: ["The manual", "Install"],
    },
    BINARY,
  );
});
