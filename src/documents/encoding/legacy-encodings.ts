import { analyse } from "chardet";

/** The least confidence of chardet, in per cent. */
const MIN_CONFIDENCE = 30;

/** Guessing needs at least this many bytes beyond ASCII. */
const MIN_HIGH_BYTES = 12;

/**
 * Encodings of other scripts. Those of Central Europe are missing: they can't be told from Windows-1252 for certain,
 * and German must never be mistaken for them.
 */
const OTHER_SCRIPTS = new Set([
  "windows-1251",
  "KOI8-R",
  "ISO-8859-5",
  "windows-1253",
  "ISO-8859-7",
  "windows-1255",
  "ISO-8859-8",
  "windows-1256",
  "ISO-8859-6",
  "Shift_JIS",
  "EUC-JP",
  "EUC-KR",
  "Big5",
  "GB18030",
]);

/** The bytes beyond ASCII of German in Windows-1252, with its quotation marks, dashes and common signs. */
const GERMAN = new Set(
  [
    0xe4, 0xf6, 0xfc, 0xdf, 0xc4, 0xd6, 0xdc, 0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96,
    0x97,
  ].concat([0xa0, 0xa7, 0xab, 0xad, 0xb0, 0xb2, 0xb3, 0xb5, 0xb7, 0xbb, 0xbd, 0xd7]),
);

/**
 * The WHATWG label of the old encoding that bytes are in, or undefined if that is Windows-1252 or can't be told.
 * Only words made of bytes beyond ASCII tell another script: accented letters of Latin ones stand alone.
 *
 * @param sample of a file that isn't UTF-8
 */
export function guessLegacyEncoding(sample: Uint8Array): string | undefined {
  return isOtherScript(sample)
    ? analyse(sample).find(({ name, confidence }) => OTHER_SCRIPTS.has(name) && confidence >= MIN_CONFIDENCE)
        ?.name
    : undefined;
}

/** Whether most letters are beyond ASCII, most of them side by side, and not all of them German. */
function isOtherScript(bytes: Uint8Array): boolean {
  let [high, adjacent, ascii, german] = [0, 0, 0, 0];
  for (const [i, byte] of bytes.entries()) {
    if (byte >= 0x80) {
      high++;
      if ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80) {
        adjacent++;
      }
      if (GERMAN.has(byte)) {
        german++;
      }
    } else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) {
      ascii++;
    }
  }
  return high >= MIN_HIGH_BYTES && german < high && high > ascii && adjacent > high / 2;
}

/** Windows-1252 from 0x80 to 0x9F; the five bytes that it leaves free stay control characters. */
const UPPER = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/**
 * Decodes Windows-1252, of which ISO-8859-1 is a part. Node's TextDecoder takes it for ISO-8859-1 (Node 20 to 22)
 * and gives control characters for quotation marks, dashes and the euro sign.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return restoreWindows1252(new TextDecoder("windows-1252").decode(bytes));
}

/** Text with the signs of Windows-1252 in place of the control characters that Node's TextDecoder gives for them. */
export function restoreWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009F]/gu, (control) => UPPER.charAt(control.charCodeAt(0) - 0x80));
}
