import type { Messages } from "../i18n/messages.js";

/** What a part of a score compares, as its colour says; a newer server's signals have none of their own. */
export const COMPARISONS = ["lexical", "dense", "alignment"] as const;
export type Comparison = (typeof COMPARISONS)[number];

type KnownSignal = keyof Messages["search"]["signals"];

const COMPARISON_OF: Readonly<Record<KnownSignal, Comparison | null>> = {
  words: "lexical",
  grams: "lexical",
  cosine: "dense",
  sentence: "dense",
  alignment: "alignment",
  repeated: null,
};

/** The comparison that a signal belongs to; null where it belongs to none. */
export function signalComparison(signal: string): Comparison | null {
  return isKnown(signal) ? COMPARISON_OF[signal] : null;
}

/** A signal's name and what it says; a newer server's signals keep their own names. */
export function describeSignal(
  signal: string,
  { search }: Messages,
): { readonly name: string; readonly hint: string } {
  return isKnown(signal) ? search.signals[signal] : { name: signal, hint: "" };
}

function isKnown(signal: string): signal is KnownSignal {
  return Object.hasOwn(COMPARISON_OF, signal);
}

/** A score, value or weight with three digits after the point; no minus sign before a value that rounds to 0. */
export function figure(value: number, { locale }: Messages): string {
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return value.toLocaleString(locale, { ...digits, signDisplay: "negative" }).replace("-", "−");
}

/** A share from 0 to 1 as a length in percent. */
export function length(share: number): string {
  return `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
}
