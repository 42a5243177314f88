import { describe, expect, it } from "vitest";
import { findFocus } from "../../../../src/answering/conversation/focus.js";
import { asSaid, withWords } from "../../../../src/answering/conversation/reading.js";
import { retrieveFollowUp } from "../../../../src/answering/conversation/retrieve-follow-up.js";
import type { RankedPassage } from "../../../../src/core/passage.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import type { RetrievalRequest, Retriever } from "../../../../src/retrieval/retriever.js";
import { passageOf, rankedOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

/** A retriever that finds given passages for each question, those of the documents asked for. */
function scripted(found: (question: string) => readonly RankedPassage[]): Retriever & {
  readonly asked: RetrievalRequest[];
} {
  const asked: RetrievalRequest[] = [];
  const timings = { embed: 0, lexical: 0, dense: 0, fusion: 0, rerank: 0, total: 0 };
  return {
    asked,
    async retrieve(request) {
      asked.push(request);
      const { question, documents, limit } = request;
      const passages = found(question)
        .filter(({ passage }) => documents?.includes(passage.documentId) ?? true)
        .slice(0, limit);
      return { question: readQuestion(question, "de", smallMatcher()), passages, found: [], timings };
    },
  };
}

const passage = (documentId: string, text: string, strength: number, title = documentId) =>
  rankedOf(passageOf(text, { id: `${documentId}:${text}`, documentId, title, heading: [title, text] }), {
    strength,
  });

describe("findFocus", () => {
  const tax = passage("tax", "Für jeden Hund sind im Jahr 96 Euro zu zahlen", 0.4);
  const pool = passage("pool", "Die Karte kostet am Abend für Kinder 2 Euro", 0.6);
  const retriever = scripted(() => [pool, tax]);
  const weights = async (answer: string | undefined) =>
    (await findFocus({ question: "Was kostet das?", answer }, retriever, {})).map((place) => [
      place.documentId,
      place.weight,
    ]);

  it("prefers what the answer shows to what was found best", async () => {
    expect(await weights("Für jeden Hund sind im Jahr 96 Euro zu zahlen. [1]")).toEqual([
      ["tax", 1],
      ["pool", 0.8],
      ["tax", 0.8],
    ]);
  });

  it("takes the best passages where a model has put it in other words, or the answer isn't known", async () => {
    const best = [
      ["pool", 0.8],
      ["tax", 0.8],
    ];
    expect(await weights("Abends zahlt ein Kind 2 €. [1]")).toEqual(best);
    expect(await weights(undefined)).toEqual(best);
  });

  it("finds nothing in a refusal", async () => {
    expect(await weights("Dazu steht in den Dokumenten nichts.")).toEqual([]);
  });
});

describe("retrieveFollowUp", () => {
  const focus = [{ documentId: "tax", heading: ["tax", "tower"], weight: 1 }];
  const retrieve = (found: Parameters<typeof scripted>[0], reliance: "relies" | "ownQuestion") => {
    const reading =
      reliance === "relies" ? withWords("Wer ist befreit", ["turm"]) : asSaid("Wer ist befreit?");
    return retrieveFollowUp(reading, { focus, reliance }, scripted(found), { limit: 5 });
  };
  const texts = ({ passages }: { readonly passages: readonly RankedPassage[] }) =>
    passages.map(({ passage: { text } }) => text);

  it("looks at what was just talked about first", async () => {
    const found = () => [passage("pool", "a", 0.45), passage("tax", "b", 0.4)];
    expect(texts(await retrieve(found, "relies"))).toEqual(["b", "a"]);
  });

  it("finds another topic that fits clearly better", async () => {
    const found = () => [passage("pool", "a", 0.6), passage("tax", "b", 0.4)];
    expect(texts(await retrieve(found, "ownQuestion"))).toEqual(["a", "b"]);
  });

  it("ranks by what was said where the title names the topic", async () => {
    const found = (question: string) =>
      question.includes("turm")
        ? [passage("tax", "says turm again", 0.6, "turm"), passage("tax", "answers", 0.3, "turm")]
        : [passage("tax", "answers", 0.3, "turm"), passage("tax", "says turm again", 0.1, "turm")];
    expect(texts(await retrieve(found, "relies"))).toEqual(["answers", "says turm again"]);
  });

  it("prefers the section that was just talked about", async () => {
    const found = () => [passage("tax", "a", 0.4), passage("tax", "tower", 0.39)];
    expect(texts(await retrieve(found, "relies"))).toEqual(["tower", "a"]);
  });

  it("stays within the documents asked for, and reranks once what was put together", async () => {
    const retriever = scripted(() => [passage("pool", "a", 0.4), passage("tax", "b", 0.4)]);
    const reranked: string[][] = [];
    const withReranker: Retriever = {
      ...retriever,
      rerank: async (_question, passages) => {
        reranked.push(passages.map(({ passage: { text } }) => text));
        return passages.toReversed();
      },
    };
    const options = { limit: 5, documents: ["pool", "tax"] };
    const found = await retrieveFollowUp(
      asSaid("Wer?"),
      { focus, reliance: "ownQuestion" },
      withReranker,
      options,
    );
    expect(reranked).toEqual([["b", "a"]]);
    expect(texts(found)).toEqual(["a", "b"]);
    expect(
      retriever.asked.every(({ rerank, documents }) => rerank === false && documents !== undefined),
    ).toBe(true);
  });
});
