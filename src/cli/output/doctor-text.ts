import type { Check, CheckStatus } from "../doctor/check.js";
import type { Layout, Style } from "../terminal.js";
import { oneLine } from "./printable.js";

const MARKS: Readonly<Record<CheckStatus, { readonly mark: string; readonly style: Style }>> = {
  ok: { mark: "✓", style: "green" },
  warn: { mark: "!", style: "yellow" },
  fail: { mark: "✗", style: "red" },
};

/** The checks as a list for a person; below each that isn't ok, its remedy. */
export function doctorText(checks: readonly Check[], layout: Layout): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, status, message, remedy }) => {
    const { mark, style } = MARKS[status];
    const line = `${layout.style(style, mark)} ${name.padEnd(width)}  ${oneLine(message)}`;
    return remedy === undefined
      ? [line]
      : [line, `${" ".repeat(width + 4)}${layout.style("dim", oneLine(remedy))}`];
  });
  return `${lines.join("\n")}\n`;
}
