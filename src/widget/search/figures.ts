import type { Messages } from "../i18n/messages.js";

/** A score, value or weight, three digits after the point; no minus before what is shown as nothing. */
export function figure(value: number, { locale }: Messages): string {
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return value.toLocaleString(locale, { ...digits, signDisplay: "negative" }).replace("-", "−");
}

/** A part of 1 as a length. */
export function length(share: number): string {
  return `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
}
