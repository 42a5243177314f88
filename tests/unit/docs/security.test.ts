import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
const PAGE = readFileSync(resolve(ROOT, "docs/security.md"), "utf8");

interface Row {
  /** Such as `API1`. */
  readonly item: string;
  readonly control: string;
  readonly shownBy: string;
}

/** The rows of both tables. */
const ROWS: readonly Row[] = PAGE.split("\n").flatMap((line) => {
  const [first = "", control = "", shownBy = ""] = line.replace(/^\| /, "").split(" | ");
  const item = /^(?:\*\*)?((?:API|LLM)\d+)\b/.exec(first)?.[1];
  return item === undefined ? [] : [{ item, control, shownBy }];
});

const OWASP: readonly string[] = [
  ...Array.from({ length: 10 }, (_, i) => `API${i + 1}`),
  ...Array.from({ length: 10 }, (_, i) => `LLM${String(i + 1).padStart(2, "0")}`),
];

/** Files and folders of the repository that a text names. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`([\w.-]+(?:\/[\w.-]*)*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => /^(?:src|tests|deploy|prompts)\/|\.(?:ts|json|yaml)$|^Dockerfile$/.test(path));
}

/** The tests that a cell names: a file, and behind it names in quotation marks. */
function testsIn(cell: string): { readonly file: string; readonly name: string }[] {
  return [...cell.matchAll(/`(tests\/[^`]+)` ("[^"]+"(?:, "[^"]+")*)/g)].flatMap(
    ([, file = "", names = ""]) => [...names.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => ({ file, name })),
  );
}

/** Whether a file holds a test of this name; it may be one of a table, whose name stands behind it. */
function holds({ file, name }: { readonly file: string; readonly name: string }): boolean {
  const path = resolve(ROOT, file);
  return existsSync(path) && readFileSync(path, "utf8").includes(`"${name}",`);
}

describe("docs/security.md", () => {
  it("has for every item of OWASP's lists a control in the code and a test that shows it", () => {
    expect([...new Set(ROWS.map(({ item }) => item))]).toEqual(OWASP);
    expect(ROWS.filter(({ control }) => pathsIn(control).length === 0)).toEqual([]);
    expect(ROWS.filter(({ shownBy }) => testsIn(shownBy).length === 0)).toEqual([]);
  });

  it("names files that there are", () => {
    const named = pathsIn(PAGE);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
  });

  it("names tests that there are", () => {
    const named = testsIn(PAGE);
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((test) => !holds(test))).toEqual([]);
    expect(holds({ file: "tests/unit/docs/security.test.ts", name: "isn't there" })).toBe(false);
  });
});
