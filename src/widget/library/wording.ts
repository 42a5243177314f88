import type { Messages } from "../i18n/messages.js";

/** Says sizes, dates and languages in the words of a language. */
export interface Wording {
  /** Such as `1.2 MB`. */
  readonly size: (bytes: number) => string;
  /** @param iso ISO 8601; what isn't a date is left as it is */
  readonly date: (iso: string) => string;
  /** @param iso ISO 8601 */
  readonly moment: (iso: string) => string;
  /** @param code ISO 639-1, or `und` */
  readonly language: (code: string) => string;
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** The formatters are made once: making one for each row would be slow. */
export function createWording({ locale, documents }: Messages): Wording {
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "medium" });
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "code" });
  const sizes = UNITS.map(
    (unit) =>
      new Intl.NumberFormat(locale, {
        style: "unit",
        unit,
        unitDisplay: unit === "byte" ? "long" : "short",
        maximumSignificantDigits: 3,
        roundingPriority: "lessPrecision",
      }),
  );
  return {
    size(bytes) {
      const unit = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
      return sizes[unit]?.format(bytes / 1000 ** unit) ?? "";
    },
    date: (iso) => format(dates, iso),
    moment: (iso) => format(moments, iso),
    language: (code) => (code === "und" || code === "" ? documents.unknownLanguage : nameOf(names, code)),
  };
}

function format(dates: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : dates.format(date);
}

/** Falls back to the code itself, since `Intl` throws a RangeError for what isn't a language code. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
