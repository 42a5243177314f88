import { decodeWindows1252 } from "./legacy-encodings.js";

/** The numbers that Windows has for encodings, and their WHATWG labels. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [866, "ibm866"],
  [874, "windows-874"],
  [932, "shift_jis"],
  [936, "gbk"],
  [949, "euc-kr"],
  [950, "big5"],
  [1250, "windows-1250"],
  [1251, "windows-1251"],
  [1253, "windows-1253"],
  [1254, "windows-1254"],
  [1255, "windows-1255"],
  [1256, "windows-1256"],
  [1257, "windows-1257"],
  [1258, "windows-1258"],
  [10000, "macintosh"],
  [10007, "x-mac-cyrillic"],
  [65001, "utf-8"],
]);

/** The code pages of fonts' character sets (RTF 1.9.1, "Font Table"); 0 is ANSI, 1 the document's own. */
const CODE_PAGE_OF_CHARSET: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

/** The code page of a font's character set, or undefined if the document's own holds. */
export function codePageOfCharset(charset: number): number | undefined {
  return CODE_PAGE_OF_CHARSET.get(charset);
}

/** The WHATWG label of a Windows code page; undefined for Windows-1252 and for rare ones. */
export function labelOfCodePage(codePage: number): string | undefined {
  return LABELS.get(codePage);
}

/**
 * Decodes text in a Windows code page, as Windows-1252 if it is none of those known.
 * @param bytes each character is one byte
 */
export function decodeCodePage(bytes: string, codePage: number): string {
  if (!/[\u0080-\u00FF]/u.test(bytes)) {
    return bytes;
  }
  const label = LABELS.get(codePage);
  const buffer = Buffer.from(bytes, "latin1");
  return label === undefined ? decodeWindows1252(buffer) : new TextDecoder(label).decode(buffer);
}
