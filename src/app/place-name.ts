import type { Place } from "../core/document.js";

/** Where a span stands, for a person: the document's title, its headings, and page, slide, row or time, on one line. */
export function placeName(
  place: Place & { readonly title: string; readonly heading: readonly string[] },
): string {
  const { title, heading } = place;
  // The heading of a whole document is often its title.
  const path = [title, ...(heading[0] === title ? heading.slice(1) : heading)].join(" › ");
  // What a document says of itself must neither break the line nor steer a terminal.
  return [path, ...position(place)]
    .join(", ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

function position({ page, slide, row, time }: Place): string[] {
  return [
    ...(page === null ? [] : [`p. ${page}`]),
    ...(slide === null ? [] : [`slide ${slide}`]),
    ...(row === null ? [] : [`row ${row}`]),
    ...(time === null ? [] : [`at ${clock(time)}`]),
  ];
}

/** Seconds as `1:23:45`, or `3:05` below an hour. */
function clock(time: number): string {
  const seconds = Math.floor(time);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (seconds >= 3600) {
    parts.unshift(Math.floor(seconds / 3600));
  }
  return parts.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
