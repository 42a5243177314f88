/** The size of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Tags and types of TIFF 6.0, sections 2 and 8. */
const WIDTH = 256;
const HEIGHT = 257;
const SHORT = 3;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;
const VERSION = 42;

/**
 * The sizes of a TIFF's pages, read from its chain of directories without decoding anything (TIFF 6.0, section 2).
 * @param most pages after which reading ends
 * @returns undefined if it isn't a TIFF, or its directories are damaged
 */
export function tiffPages(bytes: Uint8Array, most: number): PictureSize[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < HEADER_BYTES) {
    return undefined;
  }
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== VERSION) {
    return undefined;
  }
  const pages: PictureSize[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, little); at !== 0 && pages.length < most; ) {
    const count = at + 2 > view.byteLength ? 0 : view.getUint16(at, little);
    const end = at + 2 + count * ENTRY_BYTES;
    if (count === 0 || seen.has(at) || end + 4 > view.byteLength) {
      return undefined;
    }
    seen.add(at);
    pages.push(sizeIn(view, { start: at + 2, end }, little));
    at = view.getUint32(end, little);
  }
  return pages.length === 0 ? undefined : pages;
}

function sizeIn(
  view: DataView,
  { start, end }: { readonly start: number; readonly end: number },
  little: boolean,
): PictureSize {
  let [width, height] = [0, 0];
  for (let at = start; at < end; at += ENTRY_BYTES) {
    const isShort = view.getUint16(at + 2, little) === SHORT;
    const value = isShort ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    const tag = view.getUint16(at, little);
    width = tag === WIDTH ? value : width;
    height = tag === HEIGHT ? value : height;
  }
  return { width, height };
}
