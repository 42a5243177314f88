import { describeTime } from "./calendar-times.js";
import type { ContentLine } from "./content-lines.js";

const UNITS: Readonly<Record<string, string>> = {
  DAILY: "day",
  HOURLY: "hour",
  MONTHLY: "month",
  WEEKLY: "week",
  YEARLY: "year",
};

const DAYS: Readonly<Record<string, string>> = {
  FR: "Friday",
  MO: "Monday",
  SA: "Saturday",
  SU: "Sunday",
  TH: "Thursday",
  TU: "Tuesday",
  WE: "Wednesday",
};

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** What is put in words; a rule that says more stays as it is. */
const KNOWN = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"]);

/** A rule of recurrence in words (RFC 5545, section 3.3.10): `every 2 weeks on Monday, until 31 December 2026`. */
export function describeRecurrence(line: ContentLine): string {
  const parts = new Map(line.value.split(";").map((part) => splitPart(part)));
  const unit = UNITS[parts.get("FREQ") ?? ""];
  if (unit === undefined || [...parts.keys()].some((key) => !KNOWN.has(key))) {
    return line.value;
  }
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const until = parts.get("UNTIL");
  const count = parts.get("COUNT");
  return [
    interval > 1 ? `every ${interval} ${unit}s` : `every ${unit}`,
    inWords("on", [
      ...listOf(parts.get("BYMONTHDAY")).map(describeMonthDay),
      ...listOf(parts.get("BYDAY")).map(describeDay),
    ]),
    inWords(
      "in",
      listOf(parts.get("BYMONTH")).map((month) => MONTHS[Number(month) - 1] ?? month),
    ),
    until === undefined ? "" : `until ${describeTime({ ...line, value: until })}`,
    count === undefined ? "" : `${count} times`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function splitPart(part: string): [string, string] {
  const [key = "", value = ""] = part.split("=");
  return [key.trim().toUpperCase(), value.trim()];
}

function listOf(values: string | undefined): string[] {
  return values === undefined || values === "" ? [] : values.split(",");
}

function inWords(preposition: string, values: readonly string[]): string {
  return values.length === 0 ? "" : `${preposition} ${values.join(", ")}`;
}

/** `2TU` is the second Tuesday, `-1FR` the last Friday. */
function describeDay(value: string): string {
  const [, number = "", code = ""] = /^([+-]?\d{0,2})([A-Z]{2})$/u.exec(value) ?? [];
  const day = DAYS[code] ?? value;
  return number === "" ? day : `the ${ordinal(Number(number))} ${day}`;
}

function describeMonthDay(value: string): string {
  return Number(value) < 0 ? `the ${ordinal(Number(value))} day` : `day ${value}`;
}

function ordinal(number: number): string {
  if (number < 0) {
    return number === -1 ? "last" : `${ordinal(-number)} last`;
  }
  const ending = { 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th";
  return `${number}${number > 10 && number < 20 ? "th" : ending}`;
}
