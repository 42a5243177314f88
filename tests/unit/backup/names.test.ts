import { expect, it } from "vitest";
import { documentPathOf, isBackedUpName } from "../../../src/backup/names.js";

it.each([
  "index",
  "feedback.jsonl",
  "attachments/calibration.json",
  "documents/a.txt",
  "documents/Übersicht/a b.txt",
  "documents/.footnoteignore",
  "documents/..a",
])("%j may be in a backup", (name) => {
  expect(isBackedUpName(name)).toBe(true);
});

it.each([
  "",
  "manifest.json",
  "index/",
  "index.sqlite",
  "../index",
  "/etc/passwd",
  "attachments/",
  "attachments/../a.json",
  "attachments/.json",
  "documents",
  "documents/",
  "documents//a.txt",
  "documents/a/",
  "documents/../a.txt",
  "documents/a/../../b.txt",
  "documents/./a.txt",
  "documents/a\\..\\b.txt",
  "documents/C:/a.txt",
  "documents/a\0.txt",
  "documents/a\n.txt",
  "documents/\uD800.txt",
  "Documents/a.txt",
])("%j may not", (name) => {
  expect(isBackedUpName(name)).toBe(false);
});

it("only documents have a path in the documents folder", () => {
  expect(documentPathOf("documents/a/b.txt")).toBe("a/b.txt");
  expect(documentPathOf("index")).toBeUndefined();
});
