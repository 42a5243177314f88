/** The parts of a PDF that say something else than its text: all of them PDF's own syntax. */
export interface RawPage {
  /** What draws it. */
  readonly content: string;
  /** Entries of its stream, such as `/Filter /FlateDecode`. */
  readonly stream?: string;
  /** More entries of its dictionary, such as `/Annots [10 0 R]`. */
  readonly entries?: string;
}

export interface RawOptions {
  /** Objects from number 10 on. */
  readonly objects?: readonly string[];
  /** More entries of the catalogue, such as `/AcroForm << … >>`. */
  readonly catalogue?: string;
  /** More fonts, such as `/F4 10 0 R`. */
  readonly fonts?: string;
}

const FIRST_OBJECT = 10;

/** Writes a PDF from parts of its own syntax. `/F1` is Helvetica, `/F2` bold, and `/I` an image of one pixel. */
export function rawPdf(pages: readonly RawPage[], options: RawOptions = {}): Uint8Array {
  const objects = options.objects ?? [];
  const first = FIRST_OBJECT + objects.length;
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const resources = `<< /Font << /F1 3 0 R /F2 4 0 R ${options.fonts ?? ""} >> /XObject << /I 5 0 R >> >>`;
  return assemblePdf([
    `<< /Type /Catalog /Pages 2 0 R ${options.catalogue ?? ""} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first + 2 * i} 0 R`).join(" ")}] >>`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    pdfStream(
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
      "\x80",
    ),
    ...Array.from({ length: FIRST_OBJECT - 6 }, () => "null"),
    ...objects,
    ...pages.flatMap(({ content, stream = "", entries = "" }, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + 2 * i + 1} 0 R /Resources ${resources} ${entries} >>`,
      pdfStream(stream, content),
    ]),
  ]);
}

/**
 * A page of text in a predefined encoding, in a font that the file doesn't contain.
 *
 * @param ordering the collection of characters, such as `Japan1`
 * @param shown operators of text, each between BT and ET; the font is set
 */
export function cjkPdf(encoding: string, ordering: string, shown: readonly string[]): Uint8Array {
  const content = shown.map((operators) => `BT /F4 12 Tf ${operators} ET`).join("\n");
  const system = `<< /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >>`;
  return rawPdf([{ content }], {
    fonts: "/F4 10 0 R",
    objects: [
      `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding.replaceAll("/", "#2f")} /DescendantFonts [11 0 R] >>`,
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo ${system} /FontDescriptor 12 0 R >>`,
      "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /StemV 80 >>",
    ],
  });
}

/** A stream with the entries of its dictionary. */
export function pdfStream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** A PDF of objects, of which the first is the catalogue. */
export function assemblePdf(objects: readonly string[], trailer = ""): Uint8Array {
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(file, "latin1"));
}
