/** The primary languages of Windows' language identifiers (MS-LCID, section 2.2), ISO 639-1. */
const LANGUAGES: ReadonlyMap<number, string> = new Map([
  [0x01, "ar"],
  [0x02, "bg"],
  [0x03, "ca"],
  [0x04, "zh"],
  [0x05, "cs"],
  [0x06, "da"],
  [0x07, "de"],
  [0x08, "el"],
  [0x09, "en"],
  [0x0a, "es"],
  [0x0b, "fi"],
  [0x0c, "fr"],
  [0x0d, "he"],
  [0x0e, "hu"],
  [0x10, "it"],
  [0x11, "ja"],
  [0x12, "ko"],
  [0x13, "nl"],
  [0x14, "no"],
  [0x15, "pl"],
  [0x16, "pt"],
  [0x18, "ro"],
  [0x19, "ru"],
  [0x1d, "sv"],
  [0x1f, "tr"],
  [0x22, "uk"],
]);

/** The language of a Windows language identifier, ISO 639-1, or null; the upper bits only tell the country. */
export function languageOfLcid(id: number): string | null {
  return LANGUAGES.get(id & 0x3ff) ?? null;
}
