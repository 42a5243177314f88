import { describe, expect, it } from "vitest";
import type { ExplainedPassage, ExplainedSearchResult } from "../../../src/app/search-result.js";
import { explainedText } from "../../../src/cli/output/explanation-text.js";
import type { Layout } from "../../../src/cli/terminal.js";
import type { FusionPart } from "../../../src/retrieval/fusion.js";
import { passage } from "../../support/server/fakes.js";

const plain: Layout = { width: 60, style: (_, text) => text };
const styled: Layout = { width: 80, style: (style, text) => `<${style}>${text}</>` };
const paths = new Map([["doc1", "folder/one.txt"]]);

const evidence = { words: 0.1, grams: 0.2, cosine: 0.3, sentenceCosine: 0.4 };
const part = (signal: FusionPart["signal"], of: FusionPart["of"], value: number, weight: number) => ({
  signal,
  of,
  value,
  weight,
  share: value * weight,
});

const sameStem = [
  { word: "bridge", as: "stem" },
  { word: "bridged", as: "stem" },
] as const;

/** A passage in the middle of its document that meets a question in every way. */
const explained: ExplainedPassage = {
  ...passage,
  start: 100,
  end: 128,
  text: "Old bridges, bridges, bridge",
  evidence: { passage: evidence, paragraph: { start: 0, end: 12, ...evidence } },
  ranks: { lexical: 2, dense: null },
  relation: { sameLanguage: true, embedderKnows: true },
  parts: [
    part("words", "passage", 0.5, 0.25),
    part("words", "paragraph", 0.25, 0.25),
    part("cosine", "passage", -0.1, 0.1),
    part("cosine", "paragraph", 0.4, 0.1),
    part("repeated", "passage", 1, -0.05),
  ],
  matches: {
    spans: [
      { start: 104, end: 111, words: sameStem },
      { start: 113, end: 120, words: sameStem },
      {
        start: 122,
        end: 128,
        words: [
          { word: "bridge", as: "word" },
          { word: "bridged", as: "stem" },
          { word: "Cambridge", as: "grams" },
        ],
      },
    ],
    above: [{ word: "bridge", as: "grams" }],
    missing: ["river", "sea"],
  },
};

const result: ExplainedSearchResult = {
  passages: [explained],
  question: { text: "?", language: "en", words: ["bridge", "bridged", "Cambridge", "river", "sea"] },
  found: 7,
  timings: { embed: 1, lexical: 2, dense: 3, fusion: 4.25, rerank: 0, total: 10 },
};

/** What is told of one passage that differs in something from the one above. */
const textOf = (given: Partial<ExplainedPassage>) =>
  explainedText({ ...result, passages: [{ ...explained, ...given }] }, paths, plain);

describe("an explained search in a terminal", () => {
  it("tells of each passage what the legs gave, what matched and what the score is the sum of", () => {
    expect(explainedText(result, paths, plain).split("\n")).toEqual([
      "question in English: bridge, bridged, Cambridge, river, sea;",
      "7 passages found",
      "",
      " 1  0.500  One",
      "    Old bridges, bridges, bridge",
      "    folder/one.txt:100-128",
      "",
      "    lexical 0.400 (2 of 7), dense 0.600 (no rank)",
      "    same word: bridge",
      "    same stem: bridged (bridges, bridge)",
      "    parts of a word: Cambridge (bridge)",
      "    in the title or headings: bridge",
      "    no such word: river, sea",
      "",
      "              passage                     paragraph",
      "                value  × weight  = share      value  × weight  = share",
      "    words       0.500     0.250    0.125      0.250     0.250    0.063",
      "    cosine     -0.100     0.100   -0.010      0.400     0.100    0.040",
      "    repeated    1.000    -0.050   -0.050",
      "    sum                            0.065                         0.103",
      "",
      "embed 1.0 ms, lexical 2.0 ms, dense 3.0 ms, fusion 4.3 ms, rerank 0.0 ms, total 10.0 ms",
      "",
    ]);
  });

  it("has the words that matched in bold", () => {
    expect(explainedText(result, paths, styled)).toContain(
      "    Old <bold>bridges</>, <bold>bridges</>, <bold>bridge</>\n",
    );
  });

  it("leaves out what there is nothing to tell of", () => {
    expect(textOf({ matches: { spans: [], above: [], missing: [] } })).toContain(
      "(no rank)\n\n              passage",
    );
  });

  it("says when languages differ, and when the embedder doesn't know them", () => {
    const relation = { sameLanguage: false, embedderKnows: false };
    expect(textOf({ relation, language: "de" }).replace(/\s+/g, " ")).toContain(
      "in another language (German), the embedder doesn't know the language",
    );
    expect(textOf({ language: "de" })).not.toContain("language");
  });

  it("tells the reranker's score, which the order goes by", () => {
    const scores = { lexical: 0.4, dense: 0.6, ranking: 0.5, rerank: 0.93 };
    expect(textOf({ scores }).replace(/\s+/g, " ")).toContain("dense 0.600 (no rank), reranker 0.930");
  });

  it("numbers passages", () => {
    const text = explainedText({ ...result, passages: [explained, explained] }, paths, plain);
    expect(text.match(/^ \d {2}0\.500 {2}One$/gm)).toEqual([" 1  0.500  One", " 2  0.500  One"]);
  });

  it("says so when nothing was found, or nothing was asked", () => {
    const question = { text: "?", language: "und", words: [] };
    const text = explainedText({ ...result, question, passages: [], found: 0 }, paths, plain);
    expect(text.replace(/\s+/g, " ")).toMatch(
      /^question in an unknown language: no words but stop words; 0 passages found /,
    );
    expect(text).toContain("no documents");
  });

  it("doesn't let a document steer the terminal", () => {
    const text = textOf({ text: "Old \u001b[31m bridges bridges bridge", title: "\u001b[2J" });
    expect(text).not.toContain("\u001b");
  });
});
