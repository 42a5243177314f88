import { describe, expect, it } from "vitest";
import { smallTalk, withoutGreeting } from "../../../../src/answering/conversation/small-talk.js";

describe("smallTalk", () => {
  it.each([
    "Hallo",
    "Guten Tag!",
    "Vielen Dank!",
    "Danke schön",
    "Super, danke!",
    "Tschüss",
    "Wer bist du?",
    "Bist du ein Mensch?",
    "Was kannst du?",
    "Wie funktioniert das?",
    "Wie geht's?",
    "Hilfe",
  ])("answers %s in German", (message) => {
    expect(smallTalk(message)).toMatchObject({ language: "de", reply: expect.stringMatching(/\p{L}/u) });
  });

  it.each([
    "Hello there!",
    "good morning",
    "Thanks a lot",
    "Thank you!",
    "bye",
    "Who are you?",
    "Are you a robot?",
    "What can you do?",
    "How are you?",
    "help",
  ])("answers %s in English", (message) => {
    expect(smallTalk(message)).toMatchObject({ language: "en", reply: expect.stringMatching(/\p{L}/u) });
  });

  it.each([
    "Hallo, wann wollte Kirgisistan vermitteln?",
    "Wer bist du gewesen, Askar Akajew?",
    "Wo steht das Hilfezentrum?",
    "What can you do with the M41?",
    "Thanksgiving",
    "Wie geht es Kirgisistan?",
    "",
    "?",
  ])("leaves %j to the documents", (message) => {
    expect(smallTalk(message)).toBeUndefined();
  });
});

describe("withoutGreeting", () => {
  it.each([
    ["Hallo, wann war das?", "Wann war das?"],
    ["Guten Morgen! Wo liegt Osch?", "Wo liegt Osch?"],
    ["Hi there, where is Osch?", "Where is Osch?"],
    ["Hallo Welt, was ist das?", "Hallo Welt, was ist das?"],
    ["wo liegt Osch?", "wo liegt Osch?"],
    ["Hi-Fi, was ist das?", "Hi-Fi, was ist das?"],
  ])("%s → %s", (question, expected) => {
    expect(withoutGreeting(question)).toBe(expected);
  });
});
