import type { Span } from "../core/document.js";

/** Text that was wrapped by hand or by a program keeps its lines about this short. */
const WRAPPED_LINE_MAX = 120;

/**
 * The paragraphs of plain text. A blank line always ends one. A single line break ends one too, unless the
 * lines around it are hard-wrapped: none longer than 120 characters, and most of them ending mid-sentence.
 *
 * @returns spans without the white space around them, in order; together all that isn't white space
 */
export function paragraphs(text: string): Span[] {
  return blocks(text).flatMap((block) => (isHardWrapped(text, block) ? [bounds(block)] : block));
}

/** Runs of lines with text in them, each line without the white space around it. */
function blocks(text: string): Span[][] {
  const result: Span[][] = [];
  let current: Span[] = [];
  for (const line of text.matchAll(/[^\r\n\u2028\u2029\f]*(?:\r\n|[\r\n\u2028\u2029\f]|$)/gu)) {
    const trimmed = line[0].trim();
    if (trimmed !== "") {
      const start = line.index + line[0].indexOf(trimmed);
      current.push({ start, end: start + trimmed.length });
    } else if (current.length > 0) {
      result.push(current);
      current = [];
    }
  }
  if (current.length > 0) {
    result.push(current);
  }
  return result;
}

function isHardWrapped(text: string, lines: readonly Span[]): boolean {
  if (lines.some((line) => line.end - line.start > WRAPPED_LINE_MAX)) {
    return false;
  }
  const breaks = lines.slice(0, -1);
  const midSentence = breaks.filter(
    (line) => !/[.!?:;…][\])"'“”»’\d]*$/u.test(text.slice(line.start, line.end)),
  );
  return midSentence.length > breaks.length / 2;
}

function bounds(lines: readonly Span[]): Span {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}
