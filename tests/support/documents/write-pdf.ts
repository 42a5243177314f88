import { assemblePdf, pdfStream } from "./raw-pdf.js";

/** A piece of text on a page; points, from the lower left corner as PDF counts. */
export interface Drawn {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** 11 by default. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
  /** Counter-clockwise. */
  readonly degrees?: number;
}

export interface PdfOptions {
  readonly title?: string;
  readonly language?: string;
  readonly outline?: readonly { readonly title: string; readonly page: number }[];
  /** Draws a small grey image on every page. */
  readonly image?: boolean;
  /** Says that it is encrypted, with a password that nobody knows. */
  readonly locked?: boolean;
}

const WIDTH = 595;
const HEIGHT = 842;
/** Object numbers: 1 catalogue, 2 pages, 3 information, 4 outlines, 5 to 7 fonts, 8 image, then the pages. */
const FIRST_PAGE = 9;
const LOCK = ` /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"a1".repeat(32)}> /U <${"b2".repeat(32)}> >>`;

/** Writes a PDF 1.7 in Helvetica and Courier, WinAnsi, without compression: one page for each array. */
export function writePdf(pages: readonly (readonly Drawn[])[], options: PdfOptions = {}): Uint8Array {
  const outline = options.outline ?? [];
  const firstItem = FIRST_PAGE + 2 * pages.length;
  const pageOf = (page: number) => FIRST_PAGE + 2 * (page - 1);
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const language = options.language === undefined ? "" : ` /Lang (${options.language})`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R${outline.length > 0 ? " /Outlines 4 0 R" : ""}${language} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${pageOf(i + 1)} 0 R`).join(" ")}] >>`,
    `<< /Producer (test)${options.title === undefined ? "" : ` /Title (${escaped(options.title)})`} >>`,
    `<< /Type /Outlines /First ${firstItem} 0 R /Last ${firstItem + outline.length - 1} 0 R /Count ${outline.length} >>`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    font("Courier"),
    pdfStream(
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
      "\x80",
    ),
    ...pages.flatMap((drawn, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${pageOf(i + 1) + 1} 0 R ` +
        "/Resources << /Font << /F1 5 0 R /F2 6 0 R /F3 7 0 R >> /XObject << /I 8 0 R >> >> >>",
      pdfStream(
        "",
        `${options.image === true ? "q 500 0 0 700 40 40 cm /I Do Q\n" : ""}${drawn.map(drawnText).join("\n")}`,
      ),
    ]),
    ...outline.map(({ title, page }, i) => {
      const next = i + 1 < outline.length ? ` /Next ${firstItem + i + 1} 0 R` : "";
      const previous = i > 0 ? ` /Prev ${firstItem + i - 1} 0 R` : "";
      return `<< /Title (${escaped(title)}) /Parent 4 0 R /Dest [${pageOf(page)} 0 R /Fit]${next}${previous} >>`;
    }),
  ];
  return assemblePdf(objects, ` /Info 3 0 R${options.locked === true ? LOCK : ""}`);
}

/** Lines below each other, from the top of a page on. */
export function column(
  lines: readonly string[],
  {
    x = 70,
    top = 770,
    leading = 14,
    ...style
  }: Partial<Omit<Drawn, "text" | "y">> & {
    readonly top?: number;
    readonly leading?: number;
  } = {},
): Drawn[] {
  return lines.map((text, i) => ({ text, x, y: top - i * leading, ...style }));
}

/** What draws a piece of text. */
export function drawnText({ text, x, y, size = 11, bold, mono, degrees = 0 }: Drawn): string {
  const font = mono === true ? "F3" : bold === true ? "F2" : "F1";
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle).toFixed(4), Math.sin(angle).toFixed(4)];
  return `BT /${font} ${size} Tf ${cos} ${sin} ${sin.startsWith("-") ? sin.slice(1) : `-${sin}`} ${cos} ${x} ${y} Tm (${escaped(text)}) Tj ET`;
}

/** The characters that WinAnsi has elsewhere than Latin-1. */
const WIN_ANSI: Readonly<Record<string, string>> = {
  "•": "\x95",
  "–": "\x96",
  "—": "\x97",
  "…": "\x85",
  "€": "\x80",
};

function escaped(text: string): string {
  return text.replace(/[\\()]/gu, "\\$&").replace(/[•–—…€]/gu, (sign) => WIN_ANSI[sign] ?? sign);
}
