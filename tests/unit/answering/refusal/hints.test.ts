import { describe, expect, it } from "vitest";
import { refusalHints } from "../../../../src/answering/refusal/hints.js";
import { weighQuestion } from "../../../../src/answering/weighed-question.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { contextPassage } from "../../../support/answering/context-passages.js";
import { loadMatcher } from "../../../support/answering/word-matcher.js";

const MUSEUM = "Das Museum steht am Ufer der Aare. Die Dauerausstellung zeigt Boote und Netze.";

describe("refusalHints", () => {
  it("names the words that nothing holds, and what the nearest passages are about", async () => {
    const matcher = await loadMatcher();
    const context = [contextPassage(MUSEUM, { title: "Museum", heading: ["Haus", "Bau"] })];
    const question = weighQuestion(
      readQuestion("Was kostet der Eintritt ins Museum?", "de", matcher),
      context,
    );
    expect(refusalHints(question, context)).toEqual({ missing: ["Eintritt"], topics: ["Bau"] });
    expect(refusalHints(question, [])).toEqual({ missing: [], topics: [] });
  });
});
