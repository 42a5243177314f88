import fc from "fast-check";
import type { Nodes, RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import { parseInPieces } from "../../../../src/documents/markdown/parse-markdown.js";
import { piecesOf } from "../../../../src/documents/markdown/pieces.js";

/** Blocks that hold what would be a block of its own elsewhere. */
const BLOCKS = [
  "# Heading",
  "A paragraph with [a link][one], a note[^1] and [no link].",
  "Two lines\n1984. of one",
  "- item\n- item\n\n  Its second paragraph.\n\n  # Its heading",
  "1. one\n2. two\n3. three",
  "* a\n  * b\n    * c\n* d",
  "```md\n# no heading\n\nNo paragraph.\n```",
  "~~~~\n~~~\n\n- no item\n~~~~",
  "- ```\n  # no heading\n\n  - no item\n  ```",
  "> A quote.\n>\n> # Its heading",
  "<!-- a comment\n\n# no heading\n\n- no item -->",
  "<pre>\n\n# no heading\n</pre>",
  "<div>\n- no item\n</div>",
  "| a | b |\n| - | - |\n| 1 | 2 |",
  "    # code\n\n    - code",
  "[one]: /target",
  "[^1]: A note.\n\n    Its second paragraph.",
  "* * *",
  "Title\n---",
];

/** The blocks without their places; lists that follow each other are one, as they are where none is cut. */
function shape(blocks: readonly RootContent[]): unknown[] {
  return blocks.flatMap((block) => (block.type === "list" ? block.children : [block])).map(withoutPlace);
}

function withoutPlace(node: Nodes): unknown {
  const { position: _, ...rest } = node;
  const inList = "spread" in rest ? { ...rest, spread: null } : rest;
  return "children" in node ? { ...inList, children: node.children.map(withoutPlace) } : inList;
}

describe("a Markdown text in pieces", () => {
  it("is the whole text, and gives the blocks of the whole text", () => {
    const text = fc.array(fc.constantFrom(...BLOCKS), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(text, (blocks) => {
        const source = `${blocks.join("\n\n")}\n`;
        expect(piecesOf(source, 1).join("")).toBe(source);
        expect(shape(parseInPieces(source, 1))).toEqual(shape(parseInPieces(source, source.length + 1)));
      }),
    );
  });

  it("keeps front matter, and code that nothing closes, to themselves", () => {
    const source =
      "---\ntitle: [One]\n---\n\nText [One].\n\nMore.\n\n[One]: /x\n\n```\ncode [One]\n\n# code\n";
    const types = parseInPieces(source, 1).map(({ type }) => type);
    expect(types).toEqual(["yaml", "paragraph", "paragraph", "definition", "code"]);
    expect(parseInPieces(source, 1).at(-1)).toMatchObject({ value: "code [One]\n\n# code" });
  });

  it("is cut where lists go on for long, and only where it is long", () => {
    const list = "- an item of a list\n".repeat(5000);
    expect(piecesOf(list).length).toBeGreaterThan(1);
    expect(piecesOf("- an item\n\nText.\n")).toHaveLength(1);
  });
});
