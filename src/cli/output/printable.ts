/** The text without control characters but line breaks: what a document holds must not steer a terminal. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, (character) => (character === "\t" ? " " : ""));
}

/** The same on one line: every run of white space is one blank. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/gu, " ")).trim();
}
