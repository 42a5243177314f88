import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LoadedDocument } from "../../../src/core/document.js";
import { MARKDOWN_LOADER } from "../../../src/documents/markdown/markdown-loader.js";
import { TEXT_LOADER } from "../../../src/documents/text/text-loader.js";
import { splitDocument } from "../../../src/passages/split-document.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const LIMITS = { characters: 1e6, pages: 100, unpackedBytes: 1e6, nesting: 100 };
const text = (value: string) => TEXT_LOADER.load(utf8(value), "a.txt", LIMITS);
const markdown = (value: string) => MARKDOWN_LOADER.load(utf8(value), "a.md", LIMITS);

/** Prose with what makes splitting hard: long words, emoji, abbreviations, numbers, no punctuation at all. */
const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom("Am 14. September kam er. ", "Dr. No. ", "😀😀😀", "\n", "\n\n", " ", "Ende? ", "[1] "),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
      fc.integer({ min: 30, max: 200 }).map((length) => "𝒳".repeat(length)),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join("").replaceAll("\0", ""));

const limits = fc.record({
  targetCharacters: fc.integer({ min: 1, max: 120 }),
  maxCharacters: fc.integer({ min: 2, max: 120 }),
  overlap: fc.integer({ min: 0, max: 2 }),
});

describe("splitDocument", () => {
  it("makes passages that cover the text, stay in their paragraph and within the limit", async () => {
    await fc.assert(
      fc.asyncProperty(prose, limits, async (value, options) => {
        const document = await text(value);
        const covered = new Uint8Array(document.text.length);
        for (const paragraph of splitDocument(document, options).paragraphs) {
          for (const { start, end } of paragraph.passages) {
            expect(start).toBeGreaterThanOrEqual(paragraph.start);
            expect(end).toBeLessThanOrEqual(paragraph.end);
            expect(end - start).toBeGreaterThan(0);
            expect(end - start).toBeLessThanOrEqual(
              Math.max(options.targetCharacters, options.maxCharacters),
            );
            covered.fill(1, start, end);
          }
        }
        for (const [i, seen] of covered.entries()) {
          if (seen === 0) {
            expect(document.text.charAt(i).trim(), `character ${i}`).toBe("");
          }
        }
      }),
    );
  });

  it("never cuts a surrogate pair", async () => {
    await fc.assert(
      fc.asyncProperty(prose, limits, async (value, options) => {
        const document = await text(value);
        for (const { passages, sentences } of splitDocument(document, options).paragraphs) {
          for (const { start, end } of [...passages, ...sentences]) {
            expect(isInsidePair(document.text, start)).toBe(false);
            expect(isInsidePair(document.text, end)).toBe(false);
          }
        }
      }),
    );
  });

  it("makes every passage begin and end with a sentence", async () => {
    await fc.assert(
      fc.asyncProperty(prose, limits, async (value, options) => {
        for (const { passages, sentences } of splitDocument(await text(value), options).paragraphs) {
          const starts = new Set(sentences.map(({ start }) => start));
          const ends = new Set(sentences.map(({ end }) => end));
          for (const { start, end } of passages) {
            expect(starts.has(start) && ends.has(end)).toBe(true);
          }
        }
      }),
    );
  });

  it("repeats one sentence between neighbours where it fits", async () => {
    const { paragraphs } = splitDocument(await text("One two. Three four. Five six. Seven eight."), {
      targetCharacters: 25,
      maxCharacters: 100,
      overlap: 1,
    });
    expect(
      slices(await text("One two. Three four. Five six. Seven eight."), paragraphs[0]?.passages),
    ).toEqual(["One two. Three four.", "Three four. Five six.", "Five six. Seven eight."]);
  });

  it("keeps a sentence whole that is longer than the target", async () => {
    const value = `Short. L${"long ".repeat(30)}end. Short.`;
    const { paragraphs } = splitDocument(await text(value), {
      targetCharacters: 25,
      maxCharacters: 200,
      overlap: 1,
    });
    expect(slices(await text(value), paragraphs[0]?.passages)).toEqual([
      "Short.",
      `L${"long ".repeat(30)}end.`,
      "Short.",
    ]);
  });

  it("keeps headings as the path of what stands below them, and a heading without text as a passage", async () => {
    const document = await markdown("# A\n\nBody text.\n\n## Empty");
    const { paragraphs } = splitDocument(document);
    expect(paragraphs.map((paragraph) => [...slices(document, [paragraph]), ...paragraph.heading])).toEqual([
      ["Body text.", "A"],
      ["Empty", "A"],
    ]);
  });

  it("tells a paragraph's language from the document's", async () => {
    const german = "Dies ist ein deutscher Absatz, der lang genug ist, um als solcher erkannt zu werden.";
    const english =
      "And this is an English paragraph which is long enough to be recognised as such by anyone.";
    const { paragraphs } = splitDocument(await text(`${german}\n\n${english}\n\n${german}`));
    expect(paragraphs.map((paragraph) => paragraph.language)).toEqual(["de", "en", "de"]);
  });

  it("takes the language that the file says for a short text, and its own for a long one", async () => {
    const declared = async (value: string) =>
      splitDocument({ ...(await text(value)), language: "nl" }).language;
    expect(await declared("Menu")).toBe("nl");
    expect(await declared("1 2 3 ".repeat(100))).toBe("nl");
    expect(
      await declared("Dies ist ein langer deutscher Text, an dem nichts zu deuteln ist. ".repeat(5)),
    ).toBe("de");
  });

  it("takes a table and code to be in the document's language", async () => {
    const prose = "Dies ist ein deutscher Absatz, der lang genug ist, um als solcher erkannt zu werden. ";
    const code = "export const answer = (question: string): Promise<string> => model.answer(question);";
    const { paragraphs } = splitDocument(await markdown(`${prose.repeat(4)}\n\n\`\`\`\n${code}\n\`\`\``));
    expect(paragraphs.map(({ language }) => language)).toEqual(["de", "de"]);
  });

  it("isn't misled by names of languages, and takes tables for what the file says it is in", async () => {
    const names = [
      "Afrikaans",
      "العربية",
      "Беларуская",
      "Български",
      "Català",
      "Čeština",
      "Ελληνικά",
      "Русский",
    ];
    const page = `${names.map((name) => `- ${name}\n`).join("")}
# Tern

Sea bird.

| Species | Wingspan | Clutch |
|---|---|---|
| Arctic tern | 80 cm | two eggs |
| Caspian tern | 135 cm | three eggs |

- Arctic terns fly 70,000 km a year`;
    const { language, paragraphs } = splitDocument({ ...(await markdown(page)), language: "en" });
    expect([language, ...paragraphs.map((paragraph) => paragraph.language)]).toEqual(Array(5).fill("en"));
  });

  it("tells short text and tables in another language from a long abstract", async () => {
    const abstract =
      "This report describes the quality of the water and compares it with the limits. ".repeat(5);
    const page = `${abstract}

| Brunnen | Härte | Tiefe |
|---|---|---|
| Eichgrund | 14 °dH | 85 Meter |
| Moosach | 9 °dH | 140 Meter |

Der Behälter fasst 900 Kubikmeter.

All values are means.`;
    const { language, paragraphs } = splitDocument(await markdown(page));
    expect([language, ...paragraphs.map((paragraph) => paragraph.language)]).toEqual([
      "en",
      "en",
      "de",
      "de",
      "en",
    ]);
  });

  it("tells the language of a long table without prose, and none of a few names", async () => {
    const rows = "Raum | Bezeichnung | Plätze\n|---|---|---|\n".concat(
      "101 | Sitzungssaal | 40\n".repeat(80),
    );
    expect(splitDocument(await markdown(rows)).language).toBe("de");
    expect(splitDocument(await text("Akua, Kofi, Ama")).language).toBe("und");
  });

  it("keeps a list, and code, whole if it fits", async () => {
    const items = Array.from({ length: 30 }, (_, i) => `- item number ${i} of this list`).join("\n");
    const code = Array.from({ length: 30 }, (_, i) => `const value${i} = compute(${i});`).join("\n");
    const document = await markdown(`${items}\n\n\`\`\`\n${code}\n\`\`\``);
    const { paragraphs } = splitDocument(document);
    expect(paragraphs.map(({ passages }) => passages.length)).toEqual([1, 1]);
    expect(slices(document, paragraphs[1]?.passages)).toEqual([code]);
  });
});

describe("splitDocument with a lead-in", () => {
  it("keeps a list with the sentence that leads into it", async () => {
    const document = await markdown("# Bread\n\nIt is old. You need:\n\n- flour\n- water\n\nBake it.");
    const { paragraphs } = splitDocument(document);
    expect(slices(document, paragraphs).map((value) => value.replace(/\s+/gu, " "))).toEqual([
      "It is old. You need: - flour - water",
      "Bake it.",
    ]);
    expect(paragraphs.map(({ passages }) => passages.length)).toEqual([1, 1]);
    expect(slices(document, paragraphs[0]?.lead ? [paragraphs[0].lead] : [])).toEqual(["You need:"]);
    expect(paragraphs[1]?.lead).toBeNull();
  });

  it("doesn't reach over a heading, nor join what isn't led into", async () => {
    const { paragraphs } = splitDocument(
      await markdown("You need:\n\n# Bread\n\n- flour\n\nNo lead.\n\n- water"),
    );
    expect(paragraphs.map(({ lead }) => lead)).toEqual([null, null, null, null]);
  });
});

function slices(document: LoadedDocument, spans: readonly { start: number; end: number }[] = []): string[] {
  return spans.map(({ start, end }) => document.text.slice(start, end));
}

function isInsidePair(value: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(value.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(value.charAt(offset));
}
