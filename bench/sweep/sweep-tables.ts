import { table } from "../table.js";
import type { SweptResult, SweptState } from "./read-file.js";

const WORST = 12;
const GAPS_SHOWN = 3;

/** A share of missing words below which a file isn't listed. */
const NOTABLE = 0.01;

/** What was found, as tables in Markdown. */
export function describeSweep(results: readonly SweptResult[]): string {
  return [
    formatTable(results),
    section("Failures", failureTable(results)),
    section(
      "Without text and without a notice",
      list(results.filter(({ state }) => state === "silent").map(({ path }) => path)),
    ),
    section("Missing words", missingTable(results)),
    section("Sentences with a gap", gapTable(results)),
    section("Garbled characters", garbledTable(results)),
    section("Slowest", slowestTable(results)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function section(title: string, content: string): string {
  return content === "" ? "" : `### ${title}\n\n${content}`;
}

function formatTable(results: readonly SweptResult[]): string {
  const header = [
    "format",
    "files",
    "failed",
    "crashed",
    "timed out",
    "silent",
    "told",
    "empty",
    "characters",
    "compared",
    "words missing",
    "gaps",
  ];
  const formats = [...new Set(results.map(({ format }) => format))].sort();
  const row = (name: string, of: readonly SweptResult[]) => {
    const count = (state: SweptState) => String(of.filter((result) => result.state === state).length);
    const compared = of.flatMap(({ share }) => (share === null ? [] : [share]));
    const words = sum(compared.map((share) => share.words));
    const missing = sum(compared.map((share) => share.missing));
    return [
      name,
      String(of.length),
      count("failed"),
      count("crashed"),
      count("timeout"),
      count("silent"),
      count("told"),
      count("empty"),
      String(sum(of.map(({ characters }) => characters))),
      String(compared.length),
      words === 0 ? "" : percent(missing / words),
      String(sum(of.map(({ gaps }) => gaps.length))),
    ];
  };
  return table(header, [
    ...formats.map((format) =>
      row(
        format,
        results.filter((result) => result.format === format),
      ),
    ),
    row("all", results),
  ]);
}

function failureTable(results: readonly SweptResult[]): string {
  const groups = groupBy(
    results.filter(({ reason }) => reason !== null),
    ({ format, path, reason }) =>
      `${format}: ${(reason ?? "").replaceAll(path, "…").replaceAll(/\d+/g, "#")}`,
  );
  const rows = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return rows.length === 0
    ? ""
    : table(
        ["reason", "files", "such as"],
        rows.map(([reason, of]) => [
          reason,
          String(of.length),
          of
            .slice(0, 3)
            .map(({ path }) => path)
            .join(", "),
        ]),
      );
}

function missingTable(results: readonly SweptResult[]): string {
  const shares = results.flatMap(({ path, format, notices, share }) =>
    share === null || share.words === 0
      ? []
      : [{ path, format, notices, share, part: share.missing / share.words }],
  );
  const worst = [...groupBy(shares, ({ format }) => format)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) =>
      of
        .filter(({ part }) => part >= NOTABLE)
        .sort((a, b) => b.part - a.part || b.share.missing - a.share.missing)
        .slice(0, WORST),
    );
  return worst.length === 0
    ? ""
    : table(
        ["file", "words", "missing", "such as", "notices"],
        worst.map(({ path, notices, share, part }) => [
          path,
          String(share.words),
          percent(part),
          share.examples.join(" "),
          notices.join("; "),
        ]),
      );
}

function gapTable(results: readonly SweptResult[]): string {
  const rows = [...groupBy(results, ({ format }) => format)].flatMap(([, of]) =>
    of
      .filter(({ gaps }) => gaps.length > 0)
      .sort((a, b) => b.gaps.length - a.gaps.length)
      .slice(0, WORST)
      .map(({ path, gaps }) => [path, String(gaps.length), gaps.slice(0, GAPS_SHOWN).join("; ")]),
  );
  return rows.length === 0 ? "" : table(["file", "sentences", "such as"], rows);
}

function garbledTable(results: readonly SweptResult[]): string {
  const garbled = results.filter((result) => result.garbled > 0).sort((a, b) => b.garbled - a.garbled);
  return garbled.length === 0
    ? ""
    : table(
        ["file", "characters", "garbled"],
        garbled
          .slice(0, WORST)
          .map(({ path, characters, garbled }) => [path, String(characters), String(garbled)]),
      );
}

function slowestTable(results: readonly SweptResult[]): string {
  return table(
    ["file", "seconds", "characters"],
    results
      .toSorted((a, b) => b.seconds - a.seconds)
      .slice(0, WORST)
      .map(({ path, seconds, characters }) => [path, seconds.toFixed(1), String(characters)]),
  );
}

/** `Map.groupBy`, which Node 20 lacks. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) {
      groups.set(keyOf(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

function list(paths: readonly string[]): string {
  return paths.map((path) => `- ${path}`).join("\n");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
