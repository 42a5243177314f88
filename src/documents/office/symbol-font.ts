/** What letters look like in Wingdings: the arrows, marks and boxes that Office's AutoCorrect and authors put there. */
const WINGDINGS: ReadonlyMap<string, string> = new Map([
  ["J", "☺"],
  ["L", "☹"],
  ["l", "●"],
  ["n", "■"],
  ["o", "☐"],
  ["q", "❑"],
  ["u", "◆"],
  ["v", "❖"],
  ["\u00a7", "▪"],
  ["\u00a8", "☐"],
  ["\u00d8", "➢"],
  ["\u00df", "←"],
  ["\u00e0", "→"],
  ["\u00e1", "↑"],
  ["\u00e2", "↓"],
  ["\u00e8", "➔"],
  ["\u00f0", "⇨"],
  ["\u00fb", "✗"],
  ["\u00fc", "✓"],
  ["\u00fd", "☒"],
  ["\u00fe", "☑"],
]);

/**
 * The text of a run as it looks in a font of symbols. Office writes such characters as letters, or in the area for
 * private use, 0xF000 above.
 */
export function readable(text: string, font: string): string {
  if (font !== "Wingdings") {
    return text;
  }
  return Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    const letter = code >= 0xf000 && code <= 0xf0ff ? String.fromCharCode(code - 0xf000) : character;
    return WINGDINGS.get(letter) ?? character;
  }).join("");
}

/** Signs that mammoth takes for characters of Wingdings, and the ones that people write and search for. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ["\u{1f5f4}", "✗"],
  ["\u{1f5f7}", "☒"],
  ["\u{1f5f8}", "✓"],
  ["\u{1f5f9}", "☑"],
  ["\u{1f78e}", "☐"],
  ["\u{1f868}", "←"],
  ["\u{1f869}", "↑"],
  ["\u{1f86a}", "→"],
  ["\u{1f86b}", "↓"],
]);

/** A text with common signs in place of their rare look-alikes. */
export function withCommonSigns(text: string): string {
  return text.replace(/[\u{1f5f4}-\u{1f86b}]/gu, (sign) => COMMON.get(sign) ?? sign);
}
