import { describe, expect, it } from "vitest";
import { applyEvent, startTurn, type Turn, toMessages } from "../../../src/widget/conversation/turn.js";
import { preferredLanguage } from "../../../src/widget/i18n/language.js";
import {
  decodeAnswer,
  decodeCitation,
  type FinishedAnswer,
} from "../../../src/widget/transport/chat-events.js";
import { MalformedValue } from "../../../src/widget/transport/json.js";
import { exampleQuestions } from "../../../src/widget/welcome/welcome.js";
import { citation, passage } from "./source-builders.js";

const finished: FinishedAnswer = {
  id: "a-1",
  kind: "answer",
  confidence: 0.9,
  question: "Stimmt das?",
  language: "de",
  answer: "Ja. [1]",
  citations: [citation(1, "Ja.")],
  sentences: [{ start: 0, end: 7, state: "verified" }],
  excerpts: [{ start: 0, end: 3, marker: 1 }],
  passages: [passage("Ja. Nein.")],
  hints: null,
};

describe("a turn", () => {
  it("goes from searching to writing to answered", () => {
    const start = startTurn(1, "Stimmt das?");
    const found = applyEvent(start, { type: "passages", passages: finished.passages });
    const written = applyEvent(applyEvent(found, { type: "delta", text: "Ja" }), {
      type: "delta",
      text: ". [1]",
    });
    const cited = applyEvent(written, { type: "citation", citation: citation(1, "Ja.") });
    const done = applyEvent(cited, { type: "done", answer: finished });
    expect([start, found, written, done].map((turn) => turn.state)).toEqual([
      "searching",
      "writing",
      "writing",
      "answered",
    ]);
    expect(cited).toMatchObject({ text: "Ja. [1]", citations: [{ marker: 1 }] });
    expect(done.citations).toHaveLength(1);
  });

  it("is refused when the documents don't hold the answer", () => {
    const hints = { missing: ["Währung"], topics: ["Titel"] };
    const answer: FinishedAnswer = {
      ...finished,
      kind: "refusal",
      answer: "Steht nicht da.",
      citations: [],
      hints,
    };
    expect(applyEvent(startTurn(1, "?"), { type: "done", answer })).toMatchObject({
      state: "refused",
      text: "Steht nicht da.",
      hints,
    });
  });

  it("shows excerpts where nothing answers outright", () => {
    const answer: FinishedAnswer = { ...finished, kind: "excerpts", hints: { missing: [], topics: [] } };
    expect(applyEvent(startTurn(1, "?"), { type: "done", answer })).toMatchObject({
      state: "excerpts",
      excerpts: finished.excerpts,
    });
  });

  it("is replied to where no document is needed", () => {
    const answer: FinishedAnswer = { ...finished, kind: "small_talk", answer: "Hallo!", citations: [] };
    expect(applyEvent(startTurn(1, "Hallo"), { type: "done", answer }).state).toBe("replied");
  });
});

describe("the messages sent along", () => {
  it("leave out questions without a complete answer", () => {
    const answered: Turn = applyEvent(startTurn(1, "Erste?"), { type: "done", answer: finished });
    const failed: Turn = { ...startTurn(2, "Zweite?"), state: "failed" };
    const asking = startTurn(3, "Dritte?");
    expect(toMessages([answered, failed, asking], "Dritte?")).toEqual([
      { role: "user", content: "Erste?" },
      { role: "assistant", content: "Ja. [1]" },
      { role: "user", content: "Dritte?" },
    ]);
  });
});

describe("an answer from the network", () => {
  const sent = { ...citation(1, "Ja."), url: "javascript:alert(1)" };

  it("is taken over without the server's link", () => {
    expect(decodeCitation(sent)).toEqual(citation(1, "Ja."));
  });

  it("is understood where a newer server says more than is known here", () => {
    expect(decodeCitation({ ...sent, verified: false, reason: "mood" }).reason).toBe("unsupported");
    const { kind: _, ...answer } = finished;
    expect(decodeAnswer({ ...answer, answered: true, kind: "song" }).kind).toBe("answer");
    expect(decodeAnswer({ ...answer, answered: false }).kind).toBe("refusal");
    expect(decodeAnswer({ ...answer, answered: false, kind: "excerpts" }).kind).toBe("excerpts");
  });

  it("is understood where an older server says less", () => {
    const { excerpts: _, ...answer } = finished;
    const { highlights: __, ...old } = sent;
    expect(decodeAnswer({ ...answer, answered: true }).excerpts).toEqual([]);
    expect(decodeCitation(old).highlights).toEqual([]);
  });

  it.each([
    { ...sent, start: -1 },
    { ...sent, start: 9, end: 3 },
    { ...sent, end: 1.5 },
    { ...sent, documentId: 7 },
    { ...sent, heading: "top" },
    { ...sent, verified: "yes" },
    null,
  ])("is refused when a citation is malformed: %j", (malformed) => {
    expect(() => decodeAnswer({ ...finished, citations: [malformed] })).toThrow(MalformedValue);
  });
});

describe("example questions", () => {
  const shipped = {
    id: "1",
    path: "Beziehungen_zwischen_Kirgisistan_und_Tadschikistan.txt",
    title: "Beziehungen",
  };

  it("are about the shipped document while it is the only one", () => {
    expect(exampleQuestions([shipped], "de")[0]?.text).toBe("Wann wollte Kirgisistan vermitteln?");
    expect(exampleQuestions([shipped, { ...shipped, id: "2", path: "b.txt" }], "de")).toEqual([]);
    expect(exampleQuestions([{ ...shipped, path: "b.txt" }], "en")).toEqual([]);
  });
});

describe("the language of the pages", () => {
  it("is the first preferred one there are texts for", () => {
    expect(preferredLanguage(["fr-CH", "de-CH", "en"])).toBe("de");
    expect(preferredLanguage(["en-GB", "de"])).toBe("en");
    expect(preferredLanguage(["fr"])).toBe("en");
  });
});
