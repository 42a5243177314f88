import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRandom } from "../../../bench/corpus/random.js";
import { MARKDOWN_LOADER } from "../../../src/documents/markdown/markdown-loader.js";
import { parseQuestions } from "../../../src/evaluation/data-set.js";
import { writeFolder } from "../../../training/folders/folder.js";
import { markdownPage } from "../../../training/folders/markdown-page.js";
import { blurHeadings, outlineOf } from "../../../training/folders/outline.js";
import { type Pair, readPairs } from "../../../training/folders/pairs.js";
import { planFolders } from "../../../training/folders/plans.js";

const LIMITS = { characters: 1_000_000, pages: 1, unpackedBytes: 1_000_000, nesting: 100 };

function pair(of: Partial<Pair>): Pair {
  return {
    q: "How do I renew a certificate?",
    text: "Run the client again.\n- Each *sixty* days\n- # or earlier\nOption | Meaning\n-v | tells more",
    title: "Certificates",
    path: ["Certificates"],
    lang: "en",
    repo: "someone/manual",
    licence: "MIT",
    mt: false,
    kind: "faq",
    ...of,
  };
}

/** A repository with so many pages of two sections. */
function manual(pages: number): Pair[] {
  return Array.from({ length: pages }, (_, page) => [
    pair({
      q: `How do I install the part ${page} on Linux?`,
      text: `Take part ${page}.`,
      title: `Part ${page}`,
      path: [],
    }),
    pair({
      q: `Why does machine ${page} stop?`,
      text: `It lacks oil ${page}.`,
      title: `Part ${page}`,
      path: ["Trouble"],
    }),
  ]).flat();
}

describe("readPairs", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-pairs-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("leaves out texts under the GPL and its kin, but not where another licence can be chosen", async () => {
    const licences = [
      "MIT",
      "GPL-3.0-only",
      "AGPL-3.0-only",
      "GFDL-1.3-or-later",
      "Artistic-1.0-Perl OR GPL-1.0-or-later",
    ];
    const lines = licences.map((licence) => JSON.stringify({ ...pair({ licence }), kind: undefined }));
    const file = path.join(folder, "faq.en.jsonl.gz");
    await writeFile(file, gzipSync(`${lines.join("\n")}\n`));
    const pairs = await readPairs(file);
    expect(pairs.map(({ licence }) => licence)).toEqual([licences[0], licences[4]]);
    expect(pairs[0]?.kind).toBe("faq");
  });
});

describe("a page", () => {
  it("is read by the product as it was written, each section where it is said to be", async () => {
    const sections = [
      pair({}),
      pair({
        q: "Who may ask?",
        text: "1. Everyone [in town] & others\nsee <here>",
        path: ["Certificates", "Rights"],
      }),
    ];
    const { text, sections: spans } = await markdownPage(outlineOf(sections), "page-1.md");
    expect(text).toBe(
      [
        "Certificates",
        "How do I renew a certificate?",
        "Run the client again.",
        "- Each *sixty* days\n- # or earlier",
        "Option: -v | Meaning: tells more",
        "Rights",
        "Who may ask?",
        "1. Everyone [in town] & others",
        "see <here>",
      ].join("\n\n"),
    );
    const texts = [...spans.values()].map(({ start, end }) => text.slice(start, end));
    expect(texts[0]).toMatch(/^Run the client again\.[\s\S]*tells more$/u);
    expect(texts[1]).toMatch(/^1\. Everyone [\s\S]*see <here>$/u);
  });

  it("never shows a heading whole that is asked about, whatever the random numbers", () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const root = outlineOf([pair({}), pair({ q: "Certificates", path: [], text: "What they are." })]);
      blurHeadings(root, createRandom(seed));
      const [child] = root.children;
      expect(root.heading).toBe("");
      expect(["", "renew", "certificate"]).toContain(child?.heading);
    }
  });
});

describe("writeFolder", () => {
  let output: string;

  beforeEach(async () => {
    output = await mkdtemp(path.join(tmpdir(), "footnote-folders-"));
  });

  afterEach(() => rm(output, { recursive: true }));

  it("writes a data set whose gold is the text of its documents", async () => {
    const [plan] = planFolders(manual(40), { eachLanguage: 1, eachDirection: 0 });
    const record = plan && (await writeFolder(plan, output, createRandom(1)));
    expect(record).toMatchObject({ name: "someone_manual.en", documents: 37, sections: 74 });
    const folder = path.join(output, "someone_manual.en");
    const file = path.join(folder, "questions.jsonl");
    const questions = parseQuestions(await readFile(file, "utf8"), file);
    expect(questions.filter(({ answerable }) => !answerable)).toHaveLength(record?.unanswerable ?? 0);
    for (const { document, start, end, text } of questions.flatMap(({ gold }) => gold)) {
      const bytes = await readFile(path.join(folder, "documents", document));
      const loaded = await MARKDOWN_LOADER.load(bytes, document, LIMITS);
      expect(loaded.text.slice(start, end)).toBe(text);
    }
  });

  it("writes the same with the same random numbers, and nothing of what is too small", async () => {
    const [plan] = planFolders(manual(40), { eachLanguage: 1, eachDirection: 0 });
    if (plan === undefined) {
      throw new RangeError("there is a plan");
    }
    const read = async () => readFile(path.join(output, plan.name, "questions.jsonl"), "utf8");
    await writeFolder(plan, output, createRandom(1));
    const first = await read();
    await writeFolder(plan, output, createRandom(1));
    expect(await read()).toBe(first);
    await rm(path.join(output, plan.name), { recursive: true });
    expect(await writeFolder({ ...plan, pairs: manual(10) }, output, createRandom(1))).toBeUndefined();
    expect(await readdir(output)).toEqual([]);
  });
});

describe("planFolders", () => {
  it("asks across languages with the heading of the other one", () => {
    const german = (page: number) =>
      pair({ id: `a${page}`, kind: "aligned", lang: "de", q: `Wie geht Teil ${page}?`, text: `So ${page}.` });
    const english = (page: number) =>
      pair({ id: `a${page}`, kind: "aligned", q: `How does part ${page} work?`, text: `Thus ${page}.` });
    const pairs = Array.from({ length: 30 }, (_, page) => [german(page), english(page)]).flat();
    const plans = planFolders(pairs, { eachLanguage: 1, eachDirection: 1 });
    expect(plans.map(({ name }) => name)).toEqual(["someone_manual.de-across", "someone_manual.en-across"]);
    expect(plans[0]?.ask(german(3))).toEqual({ question: "How does part 3 work?", language: "en" });
  });
});
