/** Texts that break what only ever met well-formed prose, by what they are. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  "a lone high surrogate": "\ud83d",
  "a lone low surrogate inside a word": "Brü\udc4dcke",
  "100,000 characters of one word": "a".repeat(100_000),
  "100,000 characters of many words": "Brücke ".repeat(14_286),
  "control characters only": "\u0000\u0001\u001b\u007f",
  "invisible characters only": "\u200b\u2060\ufffd",
  emoji: "👍🏽👩‍👩‍👧‍👦🇩🇪",
  "Cyrillic, Arabic, Chinese, Thai": "Привет مرحبا 你好 สวัสดี",
  "the names of special tokens": "[MASK] [SEP] </s> <s> [CLS][PAD]",
  "combining marks without a letter": "\u0301\u0308",
};
