import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Figures } from "../../../src/evaluation/figures.js";
import type { FiguresOfSets } from "../../../src/evaluation/mean-figures.js";
import { ended, run, start } from "../../support/footnote.js";

const text = "Rye bread needs fifty minutes in the oven.\n\nThe <b>bakery</b> opens at six in the morning.\n";
const gold = (document: string, words: string) => ({
  document,
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  text: words,
});
const questions = [
  {
    id: "1",
    language: "en",
    question: "How long does rye bread need?",
    answerable: true,
    gold: [gold("a/bread.txt", "fifty minutes")],
  },
  {
    id: "2",
    language: "en",
    question: "When does the bakery <b>open</b>?",
    answerable: true,
    gold: [gold("a/bread.txt", "six")],
  },
  { id: "3", language: "en", question: "Who is the president of France?", answerable: false, gold: [] },
];

describe("footnote eval", () => {
  let folder: string;
  let temporary: string;
  const footnote = (...args: readonly string[]) =>
    run(["eval", ...args], { cwd: folder, env: { TMPDIR: temporary } });
  const write = (name: string, lines: readonly unknown[]) =>
    writeFile(path.join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-eval-test-"));
    temporary = path.join(folder, "tmp");
    await mkdir(path.join(folder, "set/documents/a"), { recursive: true });
    await mkdir(path.join(folder, "empty"));
    await mkdir(temporary);
    await writeFile(path.join(folder, "set/documents/a/bread.txt"), text);
    await write("set/questions.jsonl", questions);
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("prints the contract's JSON value, writes the report and leaves no index", async () => {
    const { code, stdout, stderr } = await footnote("set", "--json", "--report", "report.html");
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("report.html") });
    const share = expect.toSatisfy((value) => typeof value === "number" && value >= 0 && value <= 1);
    const amount = expect.any(Number);
    const figures = JSON.parse(stdout) as Figures;
    expect(figures).toEqual({
      dataset: "set",
      questions: 3,
      answerable: 2,
      goldMissing: [],
      passages: amount,
      embedder: "static-de-en-512",
      llm: "extractive",
      retrieval: {
        "recall@1": share,
        "recall@5": 1,
        "recall@10": 1,
        "mrr@10": share,
        contextCharsAt5: amount,
        recallInChars: { "1000": 1, "2000": 1, "4000": 1 },
      },
      answers: {
        containsGold: share,
        goldShare: share,
        citationPrecision: share,
        citationRecall: share,
        quotesExact: 1,
      },
      refusal: { falseRefusal: share, trueRefusal: 1, auroc: share },
      outcomes: {
        answerable: { answer: share, excerpts: share, refusal: share },
        unanswerable: { answer: 0, excerpts: share, refusal: share },
      },
      funnel: {
        documentAmongTen: 1,
        passageAmongTen: 1,
        passageAmongThree: 1,
        passageFirst: share,
        answered: share,
        answeredRight: share,
        excerptsHoldGold: share,
        refused: share,
      },
      reliability: {
        bins: Array.from({ length: 5 }, (_, bin) =>
          expect.objectContaining({ from: bin / 5, shown: amount }),
        ),
        answersAtHighConfidence: amount,
        rightAtHighConfidence: expect.toSatisfy((value) => value === null || typeof value === "number"),
      },
      byType: {},
      timings: { ingestMs: amount, retrievalP50Ms: amount, retrievalP95Ms: amount, answerP50Ms: amount },
    });
    expect(await readFile(path.join(folder, "report.html"), "utf8")).not.toContain("<b>");
    expect(await readdir(temporary)).toEqual([]);
    expect(await readdir(folder)).not.toContain("index");
  });

  it("prints a table for a person, of other questions on the same documents", async () => {
    await write("others.jsonl", questions.slice(0, 1));
    const { code, stdout } = await footnote("set", "--questions", "others.jsonl");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^set \(others\.jsonl\): 1 question, 1 answerable, on \d passages?\n/);
    expect(stdout).toMatch(/^ +100\.0 % {2}in the first 5 passages$/m);
    expect(stdout).toMatch(/^ +– {2}of the questions without an answer/m);
  });

  it("measures several data sets and their mean, with one report", async () => {
    await mkdir(path.join(folder, "other"));
    await cp(path.join(folder, "set/documents"), path.join(folder, "other/documents"), { recursive: true });
    await write("other/questions.jsonl", [
      // Its gold has moved, and of the second one a place is gone.
      {
        ...questions[0],
        type: "time",
        gold: [{ ...gold("a/bread.txt", "fifty minutes"), start: 2, end: 9 }],
      },
      { ...questions[1], type: "time", gold: [gold("a/bread.txt", "six"), gold("gone.txt", "six")] },
    ]);
    const { code, stdout, stderr } = await footnote("set", "other", "--json", "--report", "both.html");
    expect(code).toBe(0);
    expect(stderr).toContain("of 1 question: 2 (1 of 2)");
    const { sets, mean, all } = JSON.parse(stdout) as FiguresOfSets;
    expect(sets.map(({ dataset, goldMissing }) => [dataset, goldMissing])).toEqual([
      ["set", []],
      ["other", ["2"]],
    ]);
    expect(mean.retrieval["recall@10"]).toBe(1);
    expect(mean.refusal.trueRefusal).toBe(1);
    expect(all.byType["time"]).toMatchObject({ questions: 2 });
    const page = await readFile(path.join(folder, "both.html"), "utf8");
    expect(page.match(/<h2>.*?<\/h2>/g)).toEqual([expect.any(String), "<h2>set</h2>", "<h2>other</h2>"]);
    expect(await readdir(temporary)).toEqual([]);

    const table = await footnote("set", "other", "--questions", "questions.jsonl");
    expect(table.stdout).toMatch(/^2 data sets: 5 questions, 4 answerable\n/);
    expect(table.stdout).toMatch(/^ {2}set +3 .+\n {2}other +2 .+\n {2}mean +5 /m);
  });

  it("removes the index when no gold is right, and when it is interrupted", async () => {
    await write("wrong.jsonl", [
      { ...questions[0], gold: [{ ...gold("a/bread.txt", "six"), text: "seven" }] },
    ]);
    const wrong = await footnote("set", "--questions", "wrong.jsonl", "--json");
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^footnote: The documents hold none of the questions' gold, .+\n$/m),
    });
    expect(JSON.parse(wrong.stdout)).toEqual({
      error: { code: "invalid_data_set", message: expect.any(String) },
    });
    expect(await readdir(temporary)).toEqual([]);

    await write(
      "many.jsonl",
      Array.from({ length: 20_000 }, (_, i) => ({ ...questions[2], id: String(i) })),
    );
    const child = start(["eval", "set", "--questions", "many.jsonl"], {
      cwd: folder,
      env: { TMPDIR: temporary },
    });
    const outcome = ended(child);
    // Its first line comes when the documents are in the index, and the questions still to be asked.
    child.stderr?.once("data", () => child.kill("SIGINT"));
    expect(await outcome).toMatchObject({ code: 130, stdout: "" });
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each([
    ["no folder", []],
    ["a folder that isn't there", ["nowhere"]],
    ["a folder without documents", ["empty"]],
    ["questions that aren't there", ["set", "--questions", "nowhere.jsonl"]],
    ["questions that one of several folders doesn't have", ["set", "set", "--questions", "nowhere.jsonl"]],
    ["a second folder without documents", ["set", "empty"]],
    ["a forgotten file", ["set", "--questions", "--json"]],
    ["a report into a folder that isn't there", ["set", "--report", "nowhere/report.html"]],
    ["a report that is a folder", ["set", "--report", "empty"]],
    ["another documents folder", ["set", "--documents", "set/documents"]],
  ])("is wrong usage with %s: one line, and exit code 2", async (_, args) => {
    const { code, stdout, stderr } = await footnote(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^footnote: .+\n$/);
    if (!args.includes("--json")) {
      expect(stdout).toBe("");
    }
  });

  it("derives when to refuse, stores it with the index that is named, and measures with it from then on", async () => {
    const copies = (count: number, of: (typeof questions)[number] | undefined) =>
      Array.from({ length: count }, (_, i) => ({ ...of, id: `${of?.id}-${i}` }));
    await write("many.jsonl", [...copies(20, questions[0]), ...copies(20, questions[2])]);
    await mkdir(path.join(folder, "mine"));
    const args = ["set", "--questions", "many.jsonl", "--json"] as const;
    const { code, stdout, stderr } = await footnote("--index", "mine", ...args, "--calibrate");
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("Calibrated en → en"),
    });
    expect(JSON.parse(stdout).refusal).toMatchObject({ falseRefusal: 0, trueRefusal: 1 });
    const stored = JSON.parse(await readFile(path.join(folder, "mine/calibration.json"), "utf8"));
    expect(stored.directions["en>en"]).toMatchObject({ answerable: 20, unanswerable: 20 });

    stored.directions["en>en"].threshold = 0.999_999_9;
    await writeFile(path.join(folder, "mine/calibration.json"), JSON.stringify(stored));
    const strict = await run(["eval", ...args], {
      cwd: folder,
      env: { TMPDIR: temporary, INDEX_DIR: "mine" },
    });
    expect(JSON.parse(strict.stdout).refusal).toMatchObject({ falseRefusal: 1, trueRefusal: 1 });
  });
});
