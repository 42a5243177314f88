import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** How the files of predefined CMaps are called, `90ms-RKSJ-H.bcmap` among them. A PDF may name any file. */
const CMAP_FILE = /^[A-Za-z0-9-]{1,40}\.bcmap$/u;

/**
 * Gives pdf.js the predefined CMaps (ISO 32000-1, 9.7.5.2) from disk: the tables that turn the bytes of Chinese,
 * Japanese and Korean text into characters, which such PDFs name and don't contain. The build puts them into `dist`.
 */
export class CMapFiles {
  /** @throws Error if it isn't a CMap that is asked for, or there is none of that name */
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    if (kind !== "cMapUrl" || !CMAP_FILE.test(filename)) {
      throw new Error("Only predefined CMaps are read.");
    }
    return new Uint8Array(await readFile(fileURLToPath(import.meta.resolve(`#cmaps/${filename}`))));
  }
}
