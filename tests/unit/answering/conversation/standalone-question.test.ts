import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readByRules } from "../../../../src/answering/conversation/standalone-question.js";
import type { ChatMessage } from "../../../../src/core/answer.js";
import type { WordMatcher } from "../../../../src/text/word-matcher.js";
import { loadMatcher } from "../../../support/answering/word-matcher.js";

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = await loadMatcher();
});

/** What the last of these means, each said by the user and answered. */
function meant(...said: readonly string[]): string {
  const messages = said.flatMap((content): ChatMessage[] => [
    { role: "user", content },
    { role: "assistant", content: "Ja." },
  ]);
  return readByRules(messages.slice(0, -1), matcher).readings[0].question;
}

describe("readByRules", () => {
  it("follows a conversation from question to question", () => {
    const turns = ["Wer war Präsident von Kirgisistan?", "Und von Usbekistan?", "Und von Kasachstan?"];
    expect(meant(...turns)).toBe("Wer war Präsident von Kasachstan?");
  });

  it("passes over small talk, and takes a greeting off a question", () => {
    expect(meant("Hallo, was ist die M41?", "Danke!", "Wie lang ist sie?")).toBe("Wie lang ist M41?");
  });

  it("passes over what is blank", () => {
    expect(meant("Was ist die M41?", " \n", "Wie lang ist sie?")).toBe("Wie lang ist M41?");
    expect(meant("", "Und wer wurde entsandt?")).toBe("Und wer wurde entsandt?");
  });

  it("never makes a question blank, which couldn't be searched for", () => {
    const parts = [
      "Hallo",
      "Hi",
      "Danke",
      "Und",
      "Neues Thema:",
      "new topic",
      ",",
      "!",
      "?",
      " ",
      "\u00a0",
      "sie",
      "M41",
    ];
    const said = fc.array(fc.constantFrom(...parts), { maxLength: 4 }).map((texts) => texts.join(" "));
    const last = said.filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.array(said, { maxLength: 4 }), last, (before, question) => {
        const messages = [...before, question].map((content): ChatMessage => ({ role: "user", content }));
        const understood = readByRules(messages, matcher);
        const asked = [
          ...understood.readings.map((reading) => reading.question),
          ...(understood.before === undefined ? [] : [understood.before.question]),
        ];
        expect(asked.filter((text) => text.trim() === "")).toEqual([]);
      }),
    );
  });

  it("leaves a first question as it is, and doesn't look at what the assistant said", () => {
    expect(meant("Und im April 2021?")).toBe("Und im April 2021?");
    const messages: readonly ChatMessage[] = [
      { role: "assistant", content: "Fragen Sie mich etwas über Osch." },
      { role: "user", content: "Wo liegt es?" },
    ];
    expect(readByRules(messages, matcher).readings[0].question).toBe("Wo liegt es?");
  });

  it("reads the beginning of long messages only, and not many of them", () => {
    const long = `Was ist die M41? ${"und so weiter ".repeat(100_000)}`;
    const turns = Array.from({ length: 190 }, () => long);
    expect(meant(...turns, "Wie lang ist sie?").length).toBeLessThan(2000);
  });

  it.each([
    "Ein anderes Thema: Wo liegt Osch?",
    "Jetzt etwas anderes: Wo liegt Osch?",
    "Themenwechsel. Wo liegt Osch?",
  ])("begins anew with another topic: %s", (question) => {
    const messages = ["Was ist die M41?", "Wie lang ist sie?", question].map(
      (content): ChatMessage => ({ role: "user", content }),
    );
    const understood = readByRules(messages, matcher);
    expect(understood.readings.map((reading) => reading.question)).toEqual(["Wo liegt Osch?"]);
    expect(understood.before).toBeUndefined();
  });

  it.each(["On another topic: where is Osch?", "Something else, where is Osch?"])(
    "begins anew in English: %s",
    (question) => {
      expect(meant("What is the M41?", question)).toBe("Where is Osch?");
    },
  );

  it("tells what was asked before, and what was said to it", () => {
    const messages: readonly ChatMessage[] = [
      { role: "user", content: "Hallo, wer war Präsident von Kirgisistan?" },
      { role: "assistant", content: "Akajew. [1]" },
      { role: "user", content: "Und von Usbekistan?" },
      { role: "assistant", content: "Karimov. [1]" },
      { role: "user", content: "Danke!" },
      { role: "assistant", content: "Gern geschehen." },
      { role: "user", content: "Wann starb er?" },
    ];
    expect(readByRules(messages, matcher).before).toEqual({
      question: "Wer war Präsident von Usbekistan?",
      answer: "Karimov. [1]",
    });
  });

  it("reads a question of some length in its own language", () => {
    const { readings } = readByRules(
      [
        { role: "user", content: "How do I print pages 3 to 5?" },
        { role: "user", content: "Und wie drucke ich sie?" },
      ],
      matcher,
    );
    expect(readings[0]).toMatchObject({ said: "Wie drucke ich sie?", isAsSaid: false });
  });
});
