import type { Report } from "../report.js";
import { table } from "../table.js";
import { type Growing, growth, type Sample } from "./sample.js";
import type { Counted, Fault, Tally } from "./tally.js";

/** This share of the time the server is warming up: code is compiled, caches and pools fill. */
const WARM_UP = 1 / 3;

/** What may grow by how much an hour: the noise of a measurement, and nothing like what a leak makes of it. */
const MOST_GROWTH: readonly (readonly [Growing, number, string])[] = [
  ["heap", 10, "MB"],
  ["external", 10, "MB"],
  ["resident", 60, "MB"],
  ["openFiles", 10, "files"],
  ["indexOnDisk", 20, "MB"],
  ["writeAheadLog", 20, "MB"],
];

const FAULTS: readonly Fault[] = ["wrong", "lost", "doubled", "failed"];

const DONE: readonly Counted[] = [
  "questions",
  "unjudged",
  "hangUps",
  "busy",
  "added",
  "changed",
  "removed",
  "renamed",
  "broken",
];

/** What a soak found, and what of it must not be. */
export function reportOf(samples: readonly Sample[], tally: Tally): Report {
  const warmUpMinutes = (samples.at(-1)?.minutes ?? 0) * WARM_UP;
  const growths = MOST_GROWTH.map(([what, most, unit]) => ({
    what,
    most,
    unit,
    first: samples.find(({ minutes }) => minutes >= warmUpMinutes)?.[what],
    last: samples.at(-1)?.[what],
    anHour: growth(samples, what, warmUpMinutes),
  }));
  const counts = Object.fromEntries([...DONE, ...FAULTS].map((what) => [what, tally.of(what)]));
  const broken = [
    ...FAULTS.filter((fault) => tally.of(fault) > 0).map((fault) => `${fault}: ${tally.of(fault)}`),
    ...growths
      .filter(({ anHour, most }) => anHour > most)
      .map(({ what, anHour, unit }) => `${what} grows by ${anHour.toFixed(1)} ${unit} an hour`),
  ];
  const grown = table(
    ["what", "when warm", "at the end", "growth an hour"],
    growths.map(({ what, first, last, anHour, unit }) => [
      what,
      `${first?.toFixed(1)} ${unit}`,
      `${last?.toFixed(1)} ${unit}`,
      `${anHour.toFixed(1)} ${unit}`,
    ]),
  );
  const done = table(Object.keys(counts), [Object.values(counts).map(String)]);
  return {
    figures: { samples, growths, counts, notes: tally.notes },
    markdown: [done, grown, ...tally.notes].join("\n\n"),
    broken,
  };
}

/** A sample in one line. */
export function lineOf(sample: Sample): string {
  return Object.entries(sample)
    .map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`)
    .join(", ");
}
