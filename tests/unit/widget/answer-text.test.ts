import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerText } from "../../../src/widget/answer/answer-text.js";
import type { SourceCitation } from "../../../src/widget/transport/chat-events.js";
import { citation, passage } from "./source-builders.js";

function read(
  text: string,
  citations: readonly SourceCitation[],
  sentences: readonly string[] = [],
): AnswerText {
  return new AnswerText({
    text,
    citations,
    passages: [passage("Der Turm ist hoch.")],
    sentences: sentences.map((sentence) => {
      const start = text.indexOf(sentence);
      return { start, end: start + sentence.length, state: "uncited" };
    }),
    excerpts: [],
  });
}

/** Text and markers in turn, as `‹1›`. */
function shown(answer: AnswerText, start: number, end: number): readonly string[] {
  return answer
    .pieces({ start, end })
    .map((piece) => ("text" in piece ? piece.text : `‹${piece.citation.marker}›`));
}

describe("the text of an answer", () => {
  it("stands without the space before a marker", () => {
    const text = "Er starb 1992. [1] Sie lebt. [2][3]";
    const answer = read(
      text,
      [1, 2, 3].map((marker) => citation(marker, `quote ${marker}`)),
    );
    expect(shown(answer, 0, text.length)).toEqual(["Er starb 1992.", "‹1›", " Sie lebt.", "‹2›", "‹3›"]);
  });

  it("knows the sentence of each piece", () => {
    const text = "Das ist belegt. Das ist behauptet.";
    const answer = read(text, [], ["Das ist belegt.", "Das ist behauptet."]);
    const pieces = answer.pieces({ start: 0, end: text.length });
    expect(pieces.map((piece) => ("text" in piece ? piece.sentence?.start : "marker"))).toEqual([
      0,
      undefined,
      16,
    ]);
  });

  it("knows the language of a verbatim quote, and of nothing else", () => {
    const text = "The document says: Der Turm ist hoch. [1]";
    const answer = read(text, [citation(1, "Der Turm ist hoch.")]);
    expect(
      answer
        .pieces({ start: 0, end: text.length })
        .map((piece) => ("text" in piece ? piece.language : "marker")),
    ).toEqual(["und", "de", "marker"]);
  });

  it("isn't Markdown where it quotes verbatim, nor where it cites", () => {
    const quote = "* 5*3*2 [klick](https://x.example) # 1.\n- nein";
    const text = `${quote} [1](https://x.example)`;
    const answer = read(text, [citation(1, quote)]);
    expect(answer.blocks.map(({ kind }) => kind)).toEqual(["paragraph"]);
    expect(shown(answer, 0, text.length)).toEqual([quote, "‹1›", "(https://x.example)"]);
  });

  it("has excerpts as blocks of their own, whose lists are the document's and whose Markdown is none", () => {
    const lines = [
      "Das *Amt* hilft:",
      "- **eins** [klick](https://x.example)",
      "- zwei",
      "3. drei",
      "",
      "4. vier [1]",
    ];
    const excerpt = lines.join("\n");
    const text = `Am nächsten kommt:\n\n${excerpt} [1]\n\n*Ende*`;
    const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const answer = new AnswerText({
      text,
      citations: [{ ...citation(1, "anders"), documentId: "other" }],
      passages: [],
      sentences: [
        { ...span("Das *Amt* hilft:"), state: "verified" },
        { ...span("- zwei"), state: "verified", isKey: true },
      ],
      excerpts: [{ ...span(excerpt), marker: 1 }],
    });
    expect(answer.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "excerpt", "paragraph"]);
    const [, block] = answer.blocks;
    const blocks = block?.kind === "excerpt" ? block.blocks : [];
    expect(blocks).toMatchObject([
      { kind: "paragraph" },
      { kind: "list", first: null, items: { length: 2 } },
      { kind: "list", first: 3, items: { length: 2 } },
    ]);
    expect(answer.plainText()).toBe("Am nächsten kommt:\n- zwei\nEnde");
    const last = blocks.at(-1);
    expect(shown(answer, last?.start ?? 0, last?.end ?? 0)).toEqual(["drei\n\n4. vier [1]", "‹1›"]);
    const key = answer.sentenceAt(text.indexOf("zwei"));
    expect([answer.isKey(key), answer.isKey(answer.sentenceAt(text.indexOf("Das")))]).toEqual([true, false]);
  });

  it("has the indented items of an excerpt's list within the item before", () => {
    const text = "1. Melden\n  - dem Amt\n  - der Polizei\n2. Warten [1]";
    const answer = new AnswerText({
      text,
      citations: [citation(1, "anders")],
      passages: [],
      sentences: [],
      excerpts: [{ start: 0, end: text.length - 4, marker: 1 }],
    });
    const [block] = answer.blocks;
    expect(block).toMatchObject({
      kind: "excerpt",
      blocks: [
        {
          kind: "list",
          first: 1,
          items: [
            [{ kind: "paragraph" }, { kind: "list", first: null, items: { length: 2 } }],
            [{ kind: "paragraph" }],
          ],
        },
      ],
    });
    expect(answer.plainText()).toBe("Melden\ndem Amt\nder Polizei\nWarten");
  });

  it("has no key sentence in an excerpt that answers as a whole", () => {
    const text = "Der Turm ist hoch. [1]";
    const sentence = { start: 0, end: text.length, state: "verified", isKey: true } as const;
    const excerpts = [{ start: 0, end: 18, marker: 1 }];
    const answer = new AnswerText({
      text,
      citations: [citation(1, "Der Turm ist hoch.")],
      passages: [],
      sentences: [sentence],
      excerpts,
    });
    expect(answer.isKey(sentence)).toBe(false);
  });

  it("is read aloud without markers and Markdown", () => {
    const text =
      "# Titel\n\n- **Er** starb `1992`. [1]\n- Sie [lebt](https://x.example).\n\n|a|b|\n|-|-|\n|1|2|\n\n```\nx\n```";
    expect(read(text, [citation(1, "q")]).plainText()).toBe(
      "Titel\nEr starb 1992.\nSie lebt.\na, b\n1, 2\nx",
    );
  });

  it("is all there, whatever the citations, sentences and excerpts", () => {
    const parts = fc.constantFrom(
      "Das Ende. ",
      "[1]",
      " [2] ",
      "ja! ",
      "\n",
      "\u{E000}",
      "[9]",
      "«Nein.» ",
      "q1",
      "x",
    );
    const cases = fc.record({
      text: fc.array(parts).map((pieces) => pieces.join("")),
      cuts: fc.array(fc.nat(60), { maxLength: 6 }),
      excerpts: fc.array(
        fc.tuple(fc.nat(60), fc.nat(60), fc.nat(3)).map(([start, length, marker]) => ({
          start,
          end: start + length,
          marker,
        })),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(cases, ({ text, cuts, excerpts }) => {
        const edges = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort(
          (a, b) => a - b,
        );
        const sentences = edges.slice(1).map((end, index) => ({
          start: edges[index] ?? 0,
          end,
          state: "verified" as const,
        }));
        const answer = new AnswerText({
          text,
          citations: [citation(1, "q1"), citation(2, "q2")],
          passages: [],
          sentences,
          excerpts,
        });
        const seen = answer
          .pieces({ start: 0, end: text.length })
          .map((piece) => ("text" in piece ? piece.text : `[${piece.citation.marker}]`))
          .join("");
        // A marker in an excerpt is the document's own.
        expect(seen.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        expect(answer.plainText()).toEqual(expect.any(String));
      }),
    );
  });
});
