import { beforeAll, describe, expect, it } from "vitest";
import { isSupported } from "../../../src/answering/support.js";
import { loadWordVectors } from "../../../src/embedding/load-word-vectors.js";
import { WordMatcher } from "../../../src/text/word-matcher.js";

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = new WordMatcher(await loadWordVectors(new URL("../../../models", import.meta.url).pathname));
});

describe("isSupported", () => {
  const quote = {
    text: "Am 14. September 2022 kam es zu Zusammenstößen, bei denen mindestens 94 Menschen starben.",
    language: "de",
  };
  it.each([
    ["Am 14. September 2022 starben mindestens 94 Menschen.", "de", true],
    ["At least 94 people died on 14 September 2022.", "en", true],
    ["Am 14. September 2022 starben 512 Menschen.", "de", false],
    ["Die Hauptstadt von Frankreich ist Paris.", "de", false],
    ["", "de", false],
  ])("%s (%s): %s", (text, language, expected) => {
    expect(isSupported({ text, language }, quote, matcher)).toBe(expected);
  });
});
