import type { FusionPart } from "../../retrieval/fusion.js";
import type { Layout } from "../terminal.js";
import { alignRight } from "./table.js";

const KINDS = ["passage", "paragraph"] as const satisfies readonly FusionPart["of"][];
const COLUMNS = ["value", "× weight", "= share"];

/** How a score is put together, in lines: one for each signal, the passage's beside the paragraph's, and the sums. */
export function partsTable(parts: readonly FusionPart[], { style }: Layout): string[] {
  const signals = [...new Set(parts.map(({ signal }) => signal))];
  const longest = Math.max(...signals.map(({ length }) => length));
  const shareOf = (kind: FusionPart["of"]) =>
    parts.filter(({ of }) => of === kind).reduce((sum, { share }) => sum + share, 0);
  const lines = alignRight([
    ["", ...KINDS.flatMap((kind) => [kind, "", ""])],
    ["", ...KINDS.flatMap(() => COLUMNS)],
    ...signals.map((signal) => [
      signal.padEnd(longest),
      ...KINDS.flatMap((kind) => cells(parts.find((part) => part.signal === signal && part.of === kind))),
    ]),
    ["sum".padEnd(longest), ...KINDS.flatMap((kind) => ["", "", figure(shareOf(kind))])],
  ]);
  return lines.map((line, i) => (i < 2 ? style("dim", line) : line));
}

function cells(part: FusionPart | undefined): string[] {
  return part === undefined ? ["", "", ""] : [part.value, part.weight, part.share].map(figure);
}

function figure(value: number): string {
  return value.toFixed(3);
}
