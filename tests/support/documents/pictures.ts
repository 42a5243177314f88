import { deflateSync } from "node:zlib";

/** A PNG that says it has a size; it holds no more than a loader looks at. */
export function pngHeader(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  bytes.write("IHDR", 12);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 0], 24);
  return Uint8Array.from(bytes);
}

/** The directories of a TIFF, one for each page, without its pixels. */
export function tiffHeader(
  pages: readonly (readonly [width: number, height: number])[],
  { little = true, next }: { readonly little?: boolean; readonly next?: number } = {},
): Uint8Array {
  const pageBytes = 2 + 2 * 12 + 4;
  const bytes = Buffer.alloc(8 + pages.length * pageBytes);
  const short = (value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(little ? "II" : "MM", 0);
  short(42, 2);
  long(8, 4);
  for (const [i, [width, height]] of pages.entries()) {
    const at = 8 + i * pageBytes;
    short(2, at);
    short(256, at + 2);
    short(4, at + 4);
    long(1, at + 6);
    long(width, at + 10);
    short(257, at + 14);
    short(3, at + 16);
    long(1, at + 18);
    short(height, at + 22);
    long(i + 1 < pages.length ? at + pageBytes : (next ?? 0), at + 26);
  }
  return Uint8Array.from(bytes);
}

/** A PDF with one page that is nothing but a picture, as a scanner makes it. @param pgm a binary PGM */
export function scannedPdf(pgm: Uint8Array): Uint8Array {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(pgm.subarray(0, 40)).toString("latin1"));
  const [all = "", width = "", height = ""] = header ?? [];
  const pixels = deflateSync(pgm.subarray(all.length));
  const draw = "q 595 0 0 842 0 0 cm /I Do Q";
  const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
    `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
    `<< ${image} /Filter /FlateDecode /Length ${pixels.length} >>\nstream\n${pixels.toString("latin1")}\nendstream`,
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join("");
  const start = "%PDF-1.7\n".length + body.length;
  const offsets = objects.map((_, i) => {
    const at = `%PDF-1.7\n${body}`.indexOf(`${i + 1} 0 obj`);
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  return Uint8Array.from(Buffer.from(`%PDF-1.7\n${body}${xref}${trailer}`, "latin1"));
}
