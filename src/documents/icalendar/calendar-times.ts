import type { ContentLine } from "./content-lines.js";

/** A day, and a time of it unless it is meant as a whole. */
interface CalendarTime {
  /** Midnight of the day in UTC, which only counts the day. */
  readonly day: Date;
  /** `14:00`, empty for a whole day. */
  readonly time: string;
  /** The time zone as it is named, empty if the time holds wherever one is. */
  readonly zone: string;
}

const TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z)?)?$/u;

const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

const DAY_MS = 24 * 60 * 60 * 1000;

/** `Friday 27 November 2026, 14:00 (Europe/Berlin)`; what is no date stays as it is. */
export function describeTime(line: ContentLine): string {
  const time = parseTime(line);
  return time === undefined ? line.value : describe(time);
}

/** From when to when something lasts: `Friday 27 November 2026, 14:00–16:00 (Europe/Berlin)`. */
export function describePeriod(
  start: ContentLine,
  end: ContentLine | undefined,
  duration: ContentLine | undefined,
): string {
  const [from, to] = [parseTime(start), end === undefined ? undefined : parseTime(end)];
  if (from === undefined || to === undefined) {
    const lasts = duration === undefined ? "" : describeDuration(duration.value);
    return lasts === "" ? describeTime(start) : `${describeTime(start)}, for ${lasts}`;
  }
  if (from.time === "" && to.time === "") {
    // The end of whole days is the day after the last one.
    const last = new Date(to.day.getTime() - DAY_MS);
    return last <= from.day ? describe(from) : `${describe(from)} – ${describe({ ...to, day: last })}`;
  }
  if (from.day.getTime() === to.day.getTime() && from.zone === to.zone) {
    return describe({ ...from, time: from.time === to.time ? from.time : `${from.time}–${to.time}` });
  }
  return `${describe(from)} – ${describe(to)}`;
}

/** `1 hour 30 minutes` for `PT1H30M` (RFC 5545, section 3.3.6), empty if it is nothing of the kind. */
function describeDuration(duration: string): string {
  const units = { W: "week", D: "day", H: "hour", M: "minute" };
  const parts = Object.entries(units).flatMap(([letter, unit]) => {
    const count = Number(new RegExp(`(\\d{1,6})${letter}`, "u").exec(duration)?.[1] ?? 0);
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
  });
  return parts.join(" ");
}

function parseTime({ value, parameters }: ContentLine): CalendarTime | undefined {
  const [match, year, month, day, hour, minute, utc] = TIME.exec(value.trim()) ?? [];
  if (match === undefined) {
    return undefined;
  }
  const zone = utc === undefined ? (parameters.get("TZID")?.[0] ?? "") : "UTC";
  return {
    day: new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))),
    time: hour === undefined ? "" : `${hour}:${minute ?? "00"}`,
    zone: hour === undefined ? "" : zone,
  };
}

function describe({ day, time, zone }: CalendarTime): string {
  const shown = DAY.format(day).replace(",", "");
  return `${shown}${time === "" ? "" : `, ${time}`}${zone === "" ? "" : ` (${zone})`}`;
}
