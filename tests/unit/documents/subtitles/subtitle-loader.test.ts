import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCues, SUBTITLE_LOADER } from "../../../../src/documents/subtitles/subtitle-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (text: string) => SUBTITLE_LOADER.load(Buffer.from(text), "a.srt", LIMITS);

const time = (seconds: number) =>
  new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace(".", ",");

describe("subtitle loader", () => {
  it("marks every cue at its time, whatever is said", async () => {
    const cue = fc.record({
      gap: fc.integer({ min: 1, max: 5000 }),
      text: fc.constantFrom("Hallo", "Ende.", "Was?", "<i>leise</i>", "42", "zwei\nZeilen"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cue, { minLength: 1 }), async (cues) => {
        const starts = cues.map((_, i) => cues.slice(0, i + 1).reduce((ms, { gap }) => ms + gap, 0) / 1000);
        const source = cues.map(
          ({ text }, i) => `${i + 1}\n${time(starts[i] ?? 0)} --> ${time((starts[i] ?? 0) + 1)}\n${text}\n`,
        );
        const document = await load(source.join("\n"));
        expectSound(document);
        expect(document.marks.map(({ value }) => value)).toEqual(starts);
      }),
    );
  });

  it("begins a paragraph after a pause and where it gets long, but not inside a sentence", async () => {
    const { text } = await load(
      "00:00:00,000 --> 00:00:01,000\nEs war\n\n00:00:09,000 --> 00:00:10,000\neinmal.\n\n00:00:20,000 --> 00:00:21,000\nEnde.",
    );
    expect(text).toBe("Es war\neinmal.\n\nEnde.");
  });

  it("parts what a long pause parts, even without a full stop", async () => {
    const { blocks } = await load(
      "00:00:01,000 --> 00:00:04,000\nWillkommen\n\n00:01:05,000 --> 00:01:09,000\nDer Turm ist hoch.\n",
    );
    expect(blocks).toHaveLength(2);
  });

  it("cuts speech without punctuation", async () => {
    const cues = Array.from(
      { length: 200 },
      (_, i) => `${time(i)} --> ${time(i + 1)}\nund dann und so weiter\n`,
    );
    const { blocks } = await load(cues.join("\n"));
    expect(Math.max(...blocks.map(({ start, end }) => end - start))).toBeLessThan(1300);
  });

  it("refuses a file without times", async () => {
    await expect(load("Nur Text.")).rejects.toThrow(/a\.srt holds no subtitles/u);
  });
});

describe("readCues", () => {
  const texts = (source: string) => readCues(source).map(({ start, text }) => [start, text]);

  it("reads cues that no blank line parts, in any line ends and order", () => {
    expect(
      texts("2\r\n00:00:05,000 --> 00:00:06,000\r\nzwei\r\n3\r\n00:00:01.5 --> 00:00:02.0\r\neins\r\n99\r\n"),
    ).toEqual([
      [1.5, "eins 99"],
      [5, "zwei"],
    ]);
  });

  it("parts two voices in one cue", () => {
    const cues = readCues("00:01.000 --> 00:02.000\n<v Anna>Ja?</v>\n<v Bert>Nein &lt;3");
    expect(cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ["Anna", "Ja?"],
      ["Bert", "Nein <3"],
    ]);
  });

  it("keeps what only looks like markup", () => {
    expect(texts("00:01.000 --> 00:02.000\n1 < 2 & {a} &foo; &#65;")).toEqual([[1, "1 < 2 & {a} &foo; A"]]);
  });
});
