import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, BlockKind, LoadedDocument } from "../../../src/core/document.js";
import { splitDocument } from "../../../src/passages/split-document.js";

interface Part {
  readonly kind: BlockKind;
  readonly lines: readonly string[];
  /** Whether it ends with a colon. */
  readonly leads: boolean;
}

const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((value) => `x${value.trim()}y`);

const parts = fc.array(
  fc.record<Part>({
    kind: fc.constantFrom<BlockKind>("paragraph", "list", "table", "code", "heading"),
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    leads: fc.boolean(),
  }),
  { maxLength: 8 },
);

const limits = fc.record({
  targetCharacters: fc.integer({ min: 1, max: 120 }),
  maxCharacters: fc.integer({ min: 2, max: 120 }),
  overlap: fc.integer({ min: 0, max: 2 }),
});

describe("splitDocument with lead-ins", () => {
  it("makes passages that cover every block, stay in their paragraph and within the limit", () => {
    fc.assert(
      fc.property(parts, limits, (value, options) => {
        const document = build(value);
        const covered = new Uint8Array(document.text.length);
        for (const { start, end, passages } of splitDocument(document, options).paragraphs) {
          for (const passage of passages) {
            expect(passage.start).toBeGreaterThanOrEqual(start);
            expect(passage.end).toBeLessThanOrEqual(end);
            expect(passage.end - passage.start).toBeLessThanOrEqual(
              Math.max(options.targetCharacters, options.maxCharacters),
            );
            covered.fill(1, passage.start, passage.end);
          }
        }
        for (const { start, end, kind } of document.blocks) {
          if (kind === "heading") {
            continue;
          }
          const missed = document.text
            .slice(start, end)
            .split("")
            .filter((_, i) => covered[start + i] === 0);
          expect(missed.join("").trim()).toBe("");
        }
      }),
    );
  });

  it("names the sentence that leads in, for each block that is led into and for no other", () => {
    fc.assert(
      fc.property(parts, limits, (value, options) => {
        const document = build(value);
        const led = splitDocument(document, options).paragraphs.filter(({ lead }) => lead !== null);
        for (const { start, end, lead, passages, sentences } of led) {
          expect(sentences).toContainEqual(lead);
          expect(document.text.slice(lead?.start, lead?.end)).toMatch(/:$/u);
          if (end - start <= options.maxCharacters) {
            expect(passages).toEqual([{ start, end }]);
          }
        }
        expect(led).toHaveLength(value.filter((part, i) => isLed(part, value[i + 1])).length);
      }),
    );
  });
});

function isLed({ kind, leads }: Part, next: Part | undefined): boolean {
  return kind === "paragraph" && leads && next !== undefined && ["list", "table", "code"].includes(next.kind);
}

/** A document of these blocks, all below one another without headings above them. */
function build(
  parts: readonly { kind: BlockKind; lines: readonly string[]; leads: boolean }[],
): LoadedDocument {
  const blocks: Block[] = [];
  let value = "";
  for (const { kind, lines, leads } of parts) {
    const start = value.length;
    value += lines.join("\n") + (leads ? ":" : "");
    blocks.push({ start, end: value.length, kind, heading: [] });
    value += "\n\n";
  }
  return {
    title: "T",
    text: value,
    headings: [],
    blocks,
    marks: [],
    pages: null,
    language: null,
    notices: [],
  };
}
