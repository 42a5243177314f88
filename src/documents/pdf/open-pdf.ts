import { getDocumentProxy } from "unpdf";
import { FootnoteError } from "../../core/errors.js";
import { providePdfjsGlobals } from "./pdfjs-globals.js";
import type { Pdf } from "./pdfjs-types.js";

/** Images of more pixels than this are skipped: a loader wants their text, not their colours. */
const NO_IMAGES = 1;

/** What is wrong with a file that pdf.js can't make sense of. */
export const DAMAGED = "isn't a PDF, or is damaged; open it in a PDF program and save it again";

/**
 * Opens a PDF so that nothing in it is executed, fetched or drawn, and errors in it lose as little as they can.
 * Call `destroy()` on its loading task when done.
 *
 * @param options.images whether images are decoded, for who asks if a page has any
 * @throws FootnoteError `unreadable_document` if it isn't a PDF, is damaged beyond repair or needs a password
 */
export async function openPdf(bytes: Uint8Array, path: string, options = { images: false }): Promise<Pdf> {
  providePdfjsGlobals();
  if (bytes.length === 0) {
    throw unreadable(path, "is empty; save it again");
  }
  try {
    // pdf.js takes the buffer over, so it gets a copy; it refuses a Buffer.
    const pdf: Pdf = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      stopAtErrors: false,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      enableXfa: false,
      isImageDecoderSupported: false,
      isOffscreenCanvasSupported: false,
      maxImageSize: options.images ? -1 : NO_IMAGES,
    });
    return pdf;
  } catch (cause) {
    if (cause instanceof Error && cause.name === "PasswordException") {
      throw unreadable(path, "is encrypted with a password; save it without one", cause);
    }
    throw unreadable(path, DAMAGED, cause);
  }
}

/** The error of a PDF that can't be read. */
export function unreadable(path: string, reason: string, cause?: unknown): FootnoteError {
  return new FootnoteError("unreadable_document", `${path} ${reason}`, { cause });
}
