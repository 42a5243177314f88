import type { BlockKind, Span } from "../../core/document.js";
import { beginsEntry, isLog } from "../../text/log-entries.js";

/** What goes on an entry whatever else the lines look like. */
const GOES_ON = /^(?:[ \t]|Caused by: |Traceback |\.\.\. \d+ more)/u;

/** A part of a log: entries of a line each, to be read one by one, or an entry of several lines. */
export interface LogBlock extends Span {
  readonly kind: Extract<BlockKind, "table" | "code">;
}

/**
 * The entries of a log. Each line is one, with the lines that go on it, such as a stack trace: those that are indented,
 * and in a log whose entries begin alike those that don't.
 *
 * @returns spans without the white space around them, in order; together all that isn't white space
 */
export function logBlocks(text: string): LogBlock[] {
  const blocks: { kind: LogBlock["kind"]; start: number; end: number }[] = [];
  for (const { start, end, isOneLine } of entries(text)) {
    const last = blocks.at(-1);
    if (isOneLine && last?.kind === "table") {
      last.end = end;
    } else {
      blocks.push({ kind: isOneLine ? "table" : "code", start, end });
    }
  }
  return blocks;
}

interface Entry extends Span {
  readonly isOneLine: boolean;
}

function entries(text: string): Entry[] {
  const lines = Array.from(text.matchAll(/[^\n\r\f]+/gu), ({ 0: line, index }) => ({ line, index })).filter(
    ({ line }) => line.trim() !== "",
  );
  const areAlike = isLog(lines.map(({ line }) => line));
  const found: { start: number; end: number; isOneLine: boolean }[] = [];
  for (const { line, index } of lines) {
    const start = index + (line.length - line.trimStart().length);
    const end = index + line.trimEnd().length;
    const last = found.at(-1);
    if (last !== undefined && (GOES_ON.test(line) || (areAlike && !beginsEntry(line)))) {
      last.end = end;
      last.isOneLine = false;
    } else {
      found.push({ start, end, isOneLine: true });
    }
  }
  return found;
}
