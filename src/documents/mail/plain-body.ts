import { paragraphs } from "../text/text-loader.js";
import type { Line, TextBuilder } from "../text-builder.js";

/** Lines that stand together and are quoted equally often. */
interface Run {
  /** How many `>` stand in front of each line: 0 for the writer's own words. */
  readonly depth: number;
  readonly lines: string[];
}

/** Signs of a quote in front of a line (RFC 3676, section 4.5). */
const QUOTE_SIGNS = /^(?:> ?)+/u;

/** The line above a signature (RFC 3676, section 4.3); many programs cut the space at its end. */
const SIGNATURE_LINE = /^-- ?$/u;

/** A longer one is more than a signature. */
const SIGNATURE_LINES = 12;

/**
 * Adds a body in plain text. What is quoted of other messages is kept, each paragraph with the signs of a quote in
 * front of it, but without them in front of each of its lines, which would tear its sentences.
 */
export function addPlainBody(builder: TextBuilder, text: string): void {
  for (const { depth, lines } of runsOf(text)) {
    const sign = lines.findIndex((line) => SIGNATURE_LINE.test(line));
    const end = sign === -1 || !isSignature(lines.slice(sign + 1)) ? lines.length : sign;
    addParagraphs(builder, lines.slice(0, end), depth);
    builder.addLines("paragraph", quoted(lines.slice(end + 1), depth));
  }
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const line of text.split(/\r\n|[\r\n]/u)) {
    const signs = QUOTE_SIGNS.exec(line)?.[0] ?? "";
    const depth = signs.replaceAll(" ", "").length;
    const run = runs.at(-1);
    if (run?.depth === depth) {
      run.lines.push(line.slice(signs.length));
    } else {
      runs.push({ depth, lines: [line.slice(signs.length)] });
    }
  }
  return runs;
}

function isSignature(lines: readonly string[]): boolean {
  return lines.filter((line) => line.trim() !== "").length <= SIGNATURE_LINES;
}

function addParagraphs(builder: TextBuilder, lines: readonly string[], depth: number): void {
  const text = lines.join("\n");
  for (const { start, end } of paragraphs(text)) {
    builder.addLines("paragraph", quoted(text.slice(start, end).split("\n"), depth));
  }
}

/** The lines, the first with the signs of a quote in front of it. */
function quoted(lines: readonly string[], depth: number): Line[] {
  const filled = lines.filter((line) => line.trim() !== "");
  return filled.map((line, i) => ({
    text: i === 0 && depth > 0 ? `${">".repeat(depth)} ${line.trim()}` : line,
  }));
}
