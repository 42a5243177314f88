import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeName } from "../../../src/app/place-name.js";
import { changesOnly } from "../../../src/cli/changes-only.js";
import { answerText } from "../../../src/cli/output/answer-text.js";
import { doctorText } from "../../../src/cli/output/doctor-text.js";
import { changeLine, ingestText, startSummary } from "../../../src/cli/output/ingest-text.js";
import { location } from "../../../src/cli/output/place.js";
import { oneLine, printable } from "../../../src/cli/output/printable.js";
import {
  evaluationProgressLine,
  ingestProgressLine,
  moveProgressLine,
} from "../../../src/cli/output/progress.js";
import { rankedText } from "../../../src/cli/output/search-text.js";
import { alignRight } from "../../../src/cli/output/table.js";
import { createWrapper, wrap } from "../../../src/cli/output/wrap.js";
import type { Layout } from "../../../src/cli/terminal.js";
import type { Answer } from "../../../src/core/answer.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { IngestReport } from "../../../src/ingest/ingest.js";
import { answer, passage } from "../../support/server/fakes.js";

const plain: Layout = { width: 60, style: (_, text) => text };
const paths = new Map([["doc1", "folder/one.txt"]]);

describe("wrapping", () => {
  const words = fc.array(fc.stringMatching(/^[a-zäöß]{1,12}$/), { minLength: 1 });

  it("keeps every line within the width and every word in its order", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 40 }), (list, width) => {
        const lines = wrap(list.join(" "), width).split("\n");
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join(" ")).toBe(list.join(" "));
      }),
    );
  });

  it("doesn't depend on how the text comes in", () => {
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 5, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (list, width, size) => {
          const text = list.join(" ");
          const wrapper = createWrapper(width);
          let streamed = "";
          for (let start = 0; start < text.length; start += size) {
            streamed += wrapper.push(text.slice(start, start + size));
          }
          expect(streamed + wrapper.flush()).toBe(wrap(text, width));
        },
      ),
    );
  });

  it("keeps line breaks, lets a long word stand out, and indents", () => {
    expect(wrap("one\n\ntwo extraordinarily", 8, "  ")).toBe("  one\n\n  two\n  extraordinarily");
  });

  it("leaves text alone where lines have no end", () => {
    expect(wrap("a ".repeat(500).trim(), Number.POSITIVE_INFINITY)).toBe("a ".repeat(500).trim());
  });
});

describe("text of documents", () => {
  it("can't steer the terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(printable(text)).not.toMatch(/[^\P{Cc}\n]/u);
        expect(oneLine(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
    expect(oneLine("a\u001b[31mb\r\n\tc")).toBe("a[31mb c");
  });
});

describe("an answer in a terminal", () => {
  it("shows text, footnotes and what they point to", () => {
    expect(answerText(answer, paths, plain)).toBe(
      [
        "Hello there. [1]",
        "",
        "Sources",
        "[1] One  ✓ quote checked",
        "    “Hello there.”",
        "    folder/one.txt:0-12",
        "",
      ].join("\n"),
    );
  });

  it("marks a quote that couldn't be confirmed", () => {
    const citations = answer.citations.map((citation) => ({
      ...citation,
      verified: false,
      reason: "number" as const,
    }));
    expect(answerText({ ...answer, citations }, paths, plain)).toContain(
      "✗ not confirmed: a number of the sentence isn't in it",
    );
  });

  it("says where it isn't certain that it answers", () => {
    const note = "Not certain that this answers the question (confidence 0.41)";
    expect(answerText({ ...answer, confidence: 0.414 }, paths, plain)).toContain(`[1]\n${note}\n\nSources`);
    expect(answerText({ ...answer, confidence: 0.6 }, paths, plain)).not.toContain("Not certain");
  });

  it("lists the sentences without a source", () => {
    const text = "Hello there. [1] And so on.";
    const sentences = [...answer.sentences, { start: 17, end: 27, state: "uncited" as const }];
    expect(answerText({ ...answer, answer: text, sentences }, paths, plain)).toContain(
      "\n✗ Without a source\n    And so on.\n",
    );
  });

  it("says what may help after a refusal", () => {
    const hints = { missing: ["currency"], topics: ["One", "Two"] };
    const refusal: Answer = {
      ...answer,
      answered: false,
      kind: "refusal",
      answer: "Nothing.",
      citations: [],
      hints,
    };
    expect(answerText({ ...refusal, sentences: [] }, paths, plain)).toBe(
      "Not in the documents\nNothing.\nNot found in the documents: “currency”\nClosest to it: “One”, “Two”\n",
    );
  });

  it("shows a refusal as one", () => {
    const said = "Nothing about that.";
    const refusal: Answer = { ...answer, answered: false, kind: "refusal", answer: said, citations: [] };
    expect(answerText(refusal, paths, plain)).toBe(`Not in the documents\n${said}\n`);
  });

  it("shows excerpts under their headings, what answers in bold, and no list of them below", () => {
    const lead = "Closest:";
    const key = "Open all day.";
    const excerpt = `Hours\n- ${key}\n- Not on Sunday.`;
    const text = `${lead}\n\n${excerpt} [1]`;
    const start = text.indexOf(excerpt);
    const isKey = { start: text.indexOf(key), end: text.indexOf(key) + key.length };
    const citations = answer.citations.map((citation) => ({ ...citation, heading: ["One", "Times"] }));
    const excerpts: Answer = {
      ...answer,
      answered: false,
      kind: "excerpts",
      answer: text,
      citations,
      excerpts: [{ start, end: start + excerpt.length, marker: 1 }],
      sentences: [
        { start, end: isKey.start, state: "verified" },
        { ...isKey, state: "verified", isKey: true },
        { start: isKey.end, end: text.length, state: "verified" },
      ],
    };
    const layout: Layout = { width: 60, style: (style, said) => (style === "bold" ? `*${said}*` : said) };
    expect(answerText(excerpts, paths, layout)).toBe(
      [
        "Not answered outright",
        "Closest:",
        "",
        "One › Times",
        "Hours",
        "- *Open* *all* *day.*",
        "- Not on Sunday. [1]",
        "✓ quote checked  folder/one.txt:0-12",
        "",
      ].join("\n"),
    );
  });

  it("names place and position of a source", () => {
    const one = { title: "One", heading: ["A", "B"], ...NOWHERE };
    expect(placeName({ ...one, page: 3 })).toBe("One › A › B, p. 3");
    expect(placeName({ ...one, slide: 2 })).toBe("One › A › B, slide 2");
    expect(placeName({ ...one, row: 17 })).toBe("One › A › B, row 17");
    expect(placeName({ ...one, time: 5025.9 })).toBe("One › A › B, at 1:23:45");
    expect(placeName({ ...one, time: 0 })).toBe("One › A › B, at 0:00");
    expect(placeName({ ...one, time: 3599.99 })).toBe("One › A › B, at 59:59");
    expect(placeName(one)).toBe("One › A › B");
    expect(location({ documentId: "doc1", start: 5, end: 9 }, paths)).toBe("folder/one.txt:5-9");
    expect(location({ documentId: "gone", start: 5, end: 9 }, paths)).toBe("gone:5-9");
  });
});

describe("a search in a terminal", () => {
  it("lists passages with score, place and position", () => {
    expect(rankedText([passage], paths, plain)).toBe(
      " 1  0.500  One\n    Hello there.\n    folder/one.txt:0-12\n",
    );
  });

  it("says so when there is nothing", () => {
    expect(rankedText([], paths, plain)).toContain("no documents");
  });

  it("aligns cells to the right", () => {
    expect(
      alignRight([
        ["a", "bbb"],
        ["cc", "d"],
      ]),
    ).toEqual([" a  bbb", "cc    d"]);
  });
});

describe("an ingest in a terminal", () => {
  const report: IngestReport = {
    added: ["new.txt"],
    changed: ["changed.md"],
    removed: ["old.txt"],
    renamed: [{ from: "a.txt", to: "b.txt" }],
    unchanged: ["same.txt"],
    skipped: [{ path: "x.png", reason: "no loader" }],
    ignored: 2,
    failed: [{ path: "bad\u001b.txt", reason: "not text" }],
    reembedded: false,
    reanalysed: false,
    reloaded: [],
    notices: ["A notice."],
    documents: 3,
    passages: 1,
    durationMs: 1234,
  };
  const nothing: IngestReport = {
    ...report,
    added: [],
    changed: [],
    removed: [],
    renamed: [],
    failed: [],
  };

  it("names every file that isn't as before and what is in the index", () => {
    expect(ingestText(report, plain).split("\n")).toEqual([
      "+ new.txt",
      "~ changed.md",
      "→ a.txt → b.txt",
      "- old.txt",
      "  x.png skipped: no loader",
      "A notice.",
      "! bad.txt failed: not text",
      "1 added, 1 changed, 1 renamed, 1 removed, 1 unchanged, 1 skipped, 1 failed, 2 ignored; the index holds 3 documents, 1 passage (1.2 s)",
      "",
    ]);
  });

  it("tells a set of changes on one line", () => {
    expect(changeLine(report)).toBe(
      "1 added, 1 changed, 1 renamed, 1 removed, 1 failed; the index holds 3 documents, 1 passage (1.2 s); bad.txt: not text",
    );
  });

  it("tells somebody who starts a server what was changed, or that nothing was", () => {
    expect(startSummary(report, plain).split("\n")).toEqual([
      "A notice.",
      "! bad.txt failed: not text",
      "1 added, 1 changed, 1 renamed, 1 removed, 1 failed; the index holds 3 documents, 1 passage (1.2 s)",
    ]);
    expect(startSummary(nothing, plain)).toMatch(/\nNothing has changed; the index holds \d document/);
  });

  it("tells of changes, and of failures once", () => {
    const told: unknown[] = [];
    const tell = changesOnly((outcome) => told.push(outcome), nothing);
    const added = { ...nothing, added: ["new.txt"] };
    const failed = { ...nothing, failed: report.failed };
    const error = new Error("the folder is gone");
    const outcomes = [nothing, added, nothing, failed, failed, nothing, failed, error, error, nothing];
    for (const outcome of outcomes) {
      tell(outcome);
    }
    expect(told).toEqual([added, failed, failed, error]);
  });

  it("tells how far it is, how fast, and how long it will take", () => {
    const at = (done: number, elapsedMs: number) =>
      ingestProgressLine({ done, total: 100, path: "a.txt", passages: 300 }, elapsedMs);
    expect(at(10, 2000)).toBe("10 of 100 files, 300 passages (150/s), 18 s left");
    expect(at(1, 5000)).toBe("1 of 100 files, 300 passages (60/s), 8 min 15 s left");
    expect(at(1, 60_000)).toBe("1 of 100 files, 300 passages (5/s), 1 h 39 min left");
    expect(at(0, 0)).toBe("0 of 100 files, 300 passages (0/s)");
    expect(evaluationProgressLine({ done: 10, total: 40, question: "?" }, 2000)).toBe(
      "10 of 40 questions, 6 s left",
    );
    expect(moveProgressLine({ done: 10, total: 40 })).toBe("10 of 40 documents");
  });
});

describe("doctor in a terminal", () => {
  it("shows how to mend what isn't right", () => {
    const text = doctorText(
      [
        { name: "node", status: "ok", message: "Fine." },
        { name: "index", status: "warn", message: "Old.", remedy: "Run it." },
        { name: "llm", status: "fail", message: "Bad.", remedy: "Set it." },
      ],
      plain,
    );
    expect(text).toBe("✓ node   Fine.\n! index  Old.\n         Run it.\n✗ llm    Bad.\n         Set it.\n");
  });
});
