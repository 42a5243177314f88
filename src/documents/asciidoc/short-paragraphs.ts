/** The longest run of lines without a blank one, in characters; the parser's time grows with the square of it. */
const MAX_PARAGRAPH = 20_000;

/** A text in which paragraphs end where they would take the parser too long; real ones are shorter. */
export function withShortParagraphs(source: string): string {
  let length = 0;
  const lines: string[] = [];
  for (const line of source.split("\n").flatMap(shortLines)) {
    length = line.trim() === "" ? 0 : length + line.length;
    if (length > MAX_PARAGRAPH) {
      lines.push("");
      length = line.length;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

function shortLines(line: string): string[] {
  const parts: string[] = [];
  let at = 0;
  while (line.length - at > MAX_PARAGRAPH) {
    const space = line.lastIndexOf(" ", at + MAX_PARAGRAPH);
    const end = space > at ? space : at + MAX_PARAGRAPH;
    parts.push(line.slice(at, end), "");
    at = end;
  }
  return [...parts, line.slice(at).replace(parts.length > 0 ? /^ /u : "", "")];
}
