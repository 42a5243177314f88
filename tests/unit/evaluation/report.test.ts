import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../../../src/evaluation/figures.js";
import { reportPage } from "../../../src/evaluation/report/report-page.js";
import { STYLES } from "../../../src/evaluation/report/styles.js";
import { answer, outcome, passage, question } from "../../support/evaluation/outcomes.js";
import { repository } from "../../support/workspace.js";

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`;
const setting = { dataset: hostile, passages: 1, embedder: hostile, llm: hostile, ingestMs: 1 };
const asked = { ...question("q", [16, 21]), id: hostile, language: hostile, question: hostile };
const found = { ...passage(0, 10), text: hostile, path: hostile, language: hostile };
const wrong = outcome(asked, [found, passage(0, 30)], { ...answer(hostile, 0.9), language: hostile });
const page = (outcomes = [wrong]) =>
  reportPage([{ figures: figuresOf(outcomes, setting), outcomes }], new Date(0));

describe("the report", () => {
  it("escapes whatever questions, answers and documents hold", () => {
    expect(page()).not.toMatch(/<script|<img/);
    // The value is text everywhere: no quote of it ends an attribute.
    expect(page()).not.toContain(`">&lt;script`);
    expect(page().split("&quot;&gt;&lt;script&gt;").length).toBeGreaterThan(8);
  });

  it("loads nothing and allows nothing but its own style", () => {
    const hash = createHash("sha256").update(STYLES).digest("base64");
    expect(page()).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
    expect(page()).toContain(`<style>${STYLES}</style>`);
    expect(page()).not.toMatch(/ (src|href|style|on\w+)="|url\(|@import|https?:/);
  });

  it("has a section for each of several data sets, their mean before them, and no id twice", () => {
    const evaluation = { figures: figuresOf([wrong], setting), outcomes: [wrong] };
    const text = reportPage([evaluation, evaluation, evaluation], new Date(0));
    expect(text).toContain("<title>3 data sets – Footnote evaluation</title>");
    expect(text.indexOf("The mean over 3 data sets")).toBeLessThan(text.indexOf('<article id="set-1">'));
    const ids = Array.from(text.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(ids).toContain("set-3");
    expect(new Set(ids).size).toBe(ids.length);
    const links = Array.from(text.matchAll(/ href="([^"]*)"/g), ([, target]) => target);
    expect(links).toEqual(["#set-1", "#set-2", "#set-3"]);
    expect(text).not.toMatch(/<script|<img|NaN|Infinity|undefined/);
  });

  it("shows what was expected, answered and retrieved, and marks the passage that holds it", () => {
    const text = page();
    expect(text).toContain("passage 2 holds what was expected");
    expect(text).toContain("<mark>fifty</mark>");
    expect(text).toContain("lexical 0.400, dense 0.600");
  });

  it("is a page without a question that can be answered, too", () => {
    const text = page([outcome(question("none"), [], answer(undefined, 1))]);
    expect(text).toContain("Nothing went wrong");
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("has the colours of the app's pages", async () => {
    const tokens = await readFile(path.join(repository, "src/widget/styles/tokens.css"), "utf8");
    // There a site's own colour may take the place of each; the colours themselves stand in the same order.
    const coloursOf = (css: string) =>
      Array.from(css.matchAll(/(--[\w-]+):([^;]*#[^;]*);/g), ([, name, value = ""]) => [
        name,
        value.match(/#\w{6}/g),
      ]);
    const colours = coloursOf(STYLES);
    expect(colours.length).toBeGreaterThan(10);
    for (const colour of colours) {
      expect(coloursOf(tokens)).toContainEqual(colour);
    }
  });
});
