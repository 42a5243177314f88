import { styleText } from "node:util";

/** A look, by the names of `util.styleText`. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** What a text for a person is laid out for. */
export interface Layout {
  /** Characters a line may have; Infinity where it isn't a terminal, such as a pipe. */
  readonly width: number;
  /** The text in this style, or as it is where styles aren't wanted. */
  readonly style: (style: Style, text: string) => string;
}

/** A stream that may be a terminal. */
type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

const WIDEST = 100;

/** The layout of a stream: styles only on a terminal, and as NO_COLOR and FORCE_COLOR say. */
export function layoutOf(stream: OutputStream): Layout {
  return {
    // A terminal without a size, as in a container, has 0 columns.
    width: stream.isTTY ? Math.min(stream.columns || WIDEST, WIDEST) : Number.POSITIVE_INFINITY,
    style: (style, text) => styleText(style, text, { stream }),
  };
}

/** Writes a result to stdout. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Writes one line about how things are going to stderr. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes the one JSON value of a command with `--json` to stdout. */
export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, null, 2)}\n`);
}

/** Writes one of several JSON values to stdout, on one line. */
export function printJsonLine(value: unknown): void {
  print(`${JSON.stringify(value)}\n`);
}
