import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptScorer, rankExcerpts } from "../../src/answering/extractive/choose-excerpts.js";
import { excerptCandidates } from "../../src/answering/extractive/excerpt-candidates.js";
import { weighQuestion } from "../../src/answering/weighed-question.js";
import type { WriteRequest, Writer, WriterEvent } from "../../src/answering/writer.js";
import { INSTALLATION } from "../../src/config/installation.js";
import type { Span } from "../../src/core/document.js";
import type { RankedPassage } from "../../src/core/passage.js";
import { loadWeights } from "../../src/learned/weights-file.js";
import { readQuestion } from "../../src/retrieval/question.js";
import { contextPassage, storedDocument } from "../support/answering/context-passages.js";
import { HOSTILE_PASSAGES } from "../support/answering/hostile-passages.js";
import { loadMatcher } from "../support/answering/word-matcher.js";

/** A question, with passages that answer it and passages that don't. */
const QUESTION = "Wie hoch ist der Fernsehturm in Musterstadt?";
const ANSWERS = [
  "Der Fernsehturm in Musterstadt ist 512 Meter hoch.",
  "Mit Antenne ist der Fernsehturm in Musterstadt 530 Meter hoch.",
];
const OTHERS = [
  "Auf dem Markt werden am Samstag Obst und Gemüse verkauft.",
  "Das Museum zeigt Bilder aus drei Jahrhunderten.",
];

/** What a writer made of a request. */
interface Written {
  readonly events: readonly WriterEvent[];
  readonly text: string;
  /** The passages that were cited, by their index in the context. */
  readonly cited: readonly number[];
}

/** The passages, each in a document of its own, behind some other text. */
function contextOf(texts: readonly string[]): RankedPassage[] {
  const offset = 7;
  return texts.map((text, i) => {
    const source = contextPassage(text, { id: `d${i}:0`, documentId: `d${i}` });
    const shift = <T extends Span>(span: T): T => ({
      ...span,
      start: span.start + offset,
      end: span.end + offset,
    });
    return {
      ...source,
      passage: shift(source.passage),
      paragraph: shift(source.paragraph),
      sentences: source.sentences.map(shift),
    };
  });
}

/** What asks for the question to be answered from these passages. */
async function requestFor(context: readonly RankedPassage[]): Promise<WriteRequest> {
  const question = weighQuestion(readQuestion(QUESTION, "de", await loadMatcher()), context);
  const documents = documentsOf(context);
  const candidates = await excerptCandidates(question, context, documents);
  const { excerpt } = await loadWeights(INSTALLATION.models);
  const excerpts = rankExcerpts(candidates, excerptScorer(excerpt));
  return { question, context, excerpts, documents };
}

/** The documents of a context, each of one passage behind blanks. */
function documentsOf(context: readonly RankedPassage[]): WriteRequest["documents"] {
  return {
    document: async (id) => {
      const passage = context.find((source) => source.passage.documentId === id)?.passage;
      return passage && storedDocument(`${" ".repeat(passage.start)}${passage.text}`, { id });
    },
  };
}

async function write(writer: Writer, texts: readonly string[], signal?: AbortSignal): Promise<Written> {
  const context = contextOf(texts);
  const request = { ...(await requestFor(context)), ...(signal && { signal }) };
  return collect(writer.write(request), context);
}

async function collect(
  stream: AsyncIterable<WriterEvent>,
  context: readonly RankedPassage[],
): Promise<Written> {
  const events: WriterEvent[] = [];
  for await (const event of stream) {
    events.push(event);
  }
  const excerpts = events.flatMap((event) => (event.type === "excerpt" ? [event.excerpt] : []));
  for (const { context: index, span, quote, highlights, text, keys } of excerpts) {
    const passage = context[index]?.passage as RankedPassage["passage"];
    expect(quote).toBe(passage.text.slice(span.start - passage.start, span.end - passage.start));
    expect(text).toBe(text.trim());
    expect(highlights.every(({ start, end }) => start >= span.start && start < end && end <= span.end)).toBe(
      true,
    );
    expect(keys.every(({ start, end }) => start >= 0 && start < end && end <= text.length)).toBe(true);
  }
  const sources = events.flatMap((event) => {
    if (event.type === "excerpt") {
      return [event.excerpt];
    }
    return event.type === "cite" ? event.sources : [];
  });
  for (const { context: index } of sources) {
    expect(context[index], `source ${index}`).toBeDefined();
  }
  const text = events.map(textOf).join("");
  return { events, text, cited: sources.map(({ context: index }) => index) };
}

/** What an event adds to the answer's text. */
function textOf(event: WriterEvent): string {
  if (event.type === "excerpt") {
    return event.excerpt.text;
  }
  return event.type === "text" || event.type === "introduction" ? event.text : "";
}

/**
 * What every writer promises.
 * @param traits whether the writer judges itself that no passage answers, and then writes nothing
 * @param open makes one that says how high the tower of Musterstadt is, from every passage that says so
 */
export function describeWriter(
  name: string,
  { declines }: { readonly declines: boolean },
  open: () => Promise<Writer>,
): void {
  describe(`the ${name} writer`, () => {
    it("is named extractive, or by provider and model", async () => {
      expect((await open()).model).toMatch(/^(?:extractive|[a-z][\w-]*:.+)$/);
    });

    it("answers from the passages that hold the answer and cites them, wherever they stand", async () => {
      const writer = await open();
      const [answer = ""] = ANSWERS;
      for (const texts of [
        [answer, ...OTHERS],
        [...OTHERS, answer],
      ]) {
        const { text, cited } = await write(writer, texts);
        expect(text).toContain("512");
        expect([...new Set(cited)]).toEqual([texts.indexOf(answer)]);
      }
    });

    it("cites what it said since the citation before, and nothing twice", async () => {
      const { events, cited } = await write(await open(), [...ANSWERS, ...OTHERS]);
      expect(cited.length).toBeGreaterThan(0);
      expect(new Set(cited).size).toBe(cited.length);
      let said = "";
      for (const event of events) {
        if (event.type === "text") {
          said += event.text;
        } else if (event.type === "cite") {
          expect(event.sources.length).toBeGreaterThan(0);
          expect(said.trim()).not.toBe("");
          said = "";
        }
      }
    });

    it("begins and ends without white space", async () => {
      const { text } = await write(await open(), [...ANSWERS, ...OTHERS]);
      expect(text).toBe(text.trim());
    });

    it("tells its prompt before any text and its usage after all of it, each at most once", async () => {
      const { events } = await write(await open(), [...ANSWERS, ...OTHERS]);
      const types = events.map(({ type }) => type);
      expect(types.filter((type) => type === "prompt").length).toBeLessThanOrEqual(1);
      expect(types.filter((type) => type === "usage").length).toBeLessThanOrEqual(1);
      expect(types.indexOf("prompt")).toBeLessThanOrEqual(0);
      expect([-1, types.length - 1]).toContain(types.indexOf("usage"));
    });

    it("writes nothing without passages", async () => {
      const { text, cited } = await write(await open(), []);
      expect({ text, cited }).toEqual({ text: "", cited: [] });
    });

    it.runIf(declines)("writes nothing where no passage holds the answer", async () => {
      const { text, cited } = await write(await open(), OTHERS);
      expect({ text, cited }).toEqual({ text: "", cited: [] });
    });

    it("cites only passages of the context, whatever they say", async () => {
      const writer = await open();
      const texts = fc.shuffledSubarray([...HOSTILE_PASSAGES, ...ANSWERS, ...OTHERS], { minLength: 1 });
      await fc.assert(
        fc.asyncProperty(texts, async (some) => {
          await write(writer, some);
        }),
        { numRuns: 30 },
      );
    });

    it("keeps answers apart that are written at the same time", async () => {
      const writer = await open();
      const requests = ANSWERS.map((answer) => [answer, ...OTHERS]);
      const alone: Written[] = [];
      for (const texts of requests) {
        alone.push(await write(writer, texts));
      }
      expect(await Promise.all(requests.map((texts) => write(writer, texts)))).toEqual(alone);
    });

    it("writes nothing for a signal that is aborted already", async () => {
      const written = write(await open(), ANSWERS, AbortSignal.abort());
      await expect(written).rejects.toMatchObject({ code: "aborted" });
    });

    it("stops writing when its signal is aborted", async () => {
      const controller = new AbortController();
      const writer = await open();
      const context = contextOf(ANSWERS);
      let texts = 0;
      const read = async () => {
        const request = { ...(await requestFor(context)), signal: controller.signal };
        for await (const { type } of writer.write(request)) {
          if (type === "text" || type === "excerpt") {
            texts++;
            controller.abort();
          }
        }
      };
      await expect(read()).rejects.toMatchObject({ code: "aborted" });
      expect(texts).toBe(1);
    });

    it("ends when its reader stops, at any event", async () => {
      const writer = await open();
      const { events } = await write(writer, ANSWERS);
      const request = await requestFor(contextOf(ANSWERS));
      for (let last = 0; last < events.length; last += 1) {
        const stream = writer.write(request)[Symbol.asyncIterator]();
        for (let read = 0; read <= last; read += 1) {
          expect((await stream.next()).done).toBe(false);
        }
        await stream.return?.();
        expect(await stream.next()).toEqual({ done: true, value: undefined });
      }
    });
  });
}
