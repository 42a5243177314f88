/** Windows-1252 from 0x80 to 0x9F; the five bytes that it leaves free stay control characters. */
const UPPER = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/**
 * Decodes Windows-1252, of which ISO-8859-1 is a part. Node's TextDecoder takes it for ISO-8859-1 (Node 20 to 22)
 * and gives control characters for quotation marks, dashes and the euro sign.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return new TextDecoder("windows-1252")
    .decode(bytes)
    .replace(/[\u0080-\u009F]/gu, (control) => UPPER.charAt(control.charCodeAt(0) - 0x80));
}
