import { describe, expect, it } from "vitest";
import { languageCode, titleFromPath } from "../../../src/documents/metadata.js";

describe("languageCode", () => {
  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["en_GB", "en"],
    ["deu", "de"],
    [" FR ", "fr"],
    ["gsw", null],
    ["German", null],
    ["", null],
    [undefined, null],
  ])("reads %j as %j", (tag, code) => {
    expect(languageCode(tag)).toBe(code);
  });
});

describe("titleFromPath", () => {
  it.each([
    ["a/b/user-guide_v2.txt", "User guide v2"],
    ["README.md", "README"],
    ["---.txt", "---"],
    ["blog/annual-report/index.md", "Annual report"],
    ["fees/_index.md", "Fees"],
    ["printing/README.txt", "Printing"],
    ["index.html", "Index"],
  ])("turns %s into %s", (path, title) => {
    expect(titleFromPath(path)).toBe(title);
  });
});
