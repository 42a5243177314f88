import type { Place } from "../../core/document.js";

/** Where something stands, in words for a model: `page 3`, `0:42` for a time; empty if that isn't known. */
export function placeWords({ page, slide, row, time }: Place): string[] {
  const words: string[] = [];
  if (page !== null) {
    words.push(`page ${page}`);
  }
  if (slide !== null) {
    words.push(`slide ${slide}`);
  }
  if (row !== null) {
    words.push(`row ${row}`);
  }
  if (time !== null) {
    words.push(clock(time));
  }
  return words;
}

/** `1:02:03`, `0:42`. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(":")}` : parts.join(":").replace(/^0/u, "");
}
