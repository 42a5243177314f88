import { getDocumentProxy } from "unpdf";
import { FootnoteError } from "../../core/errors.js";
import { CMapFiles } from "./cmaps.js";

/** Images of more pixels than this aren't decoded: a loader wants their text, not their colours. */
const NO_IMAGES = 0;

/** The end of the message for a file that pdf.js can't parse. */
export const DAMAGED = "isn't a PDF, or is damaged; open it in a PDF program and save it again";

/**
 * Opens a PDF so that nothing in it is executed, fetched or drawn, and errors in it lose as little text as they can.
 * Call `destroy()` on its loading task when done.
 *
 * @param options.strict whether an error, and an image, ends what it takes to draw a page
 * @throws FootnoteError `unreadable_document` if it isn't a PDF, is damaged beyond repair or needs a password
 */
export async function openPdf(bytes: Uint8Array, path: string, options = { strict: false }): Promise<Pdf> {
  providePdfjsGlobals();
  if (bytes.length === 0) {
    throw unreadable(path, "is empty; save it again");
  }
  try {
    // pdf.js takes the buffer over, so it gets a copy; it refuses a Buffer.
    const pdf: Pdf = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      stopAtErrors: options.strict,
      isEvalSupported: false,
      disableFontFace: true,
      fontExtraProperties: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      BinaryDataFactory: CMapFiles,
      standardFontDataUrl: undefined,
      useWasm: false,
      enableXfa: false,
      isImageDecoderSupported: false,
      isOffscreenCanvasSupported: false,
      maxImageSize: NO_IMAGES,
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

/**
 * Provides `ArrayBuffer.prototype.transferToFixedLength` (ES2024), which Node has from version 22 on. pdf.js passes
 * fonts on with it; without it no font has a name, so bold text can't be told.
 */
function providePdfjsGlobals(): void {
  if ("transferToFixedLength" in ArrayBuffer.prototype) {
    return;
  }
  Object.defineProperty(ArrayBuffer.prototype, "transferToFixedLength", {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer): ArrayBuffer {
      return structuredClone(this, { transfer: [this] });
    },
  });
}

/** The part of pdf.js that is used here; the types that unpdf brings don't resolve under `nodenext`. */
export interface Pdf {
  readonly numPages: number;
  readonly loadingTask: { destroy(): Promise<void> };
  getPage(page: number): Promise<PdfPage>;
  getMetadata(): Promise<{ readonly info: PdfInfo }>;
  getOutline(): Promise<readonly OutlineNode[] | null>;
  /** The destination of a name. */
  getDestination(name: string): Promise<readonly unknown[] | null>;
  /** The number of a page, from 0. */
  getPageIndex(reference: object): Promise<number>;
}

export interface PdfInfo {
  readonly Title?: unknown;
  /** The document's language, as the catalogue has it. */
  readonly Language?: unknown;
  /** Whether it has a form that only Adobe's programs show. */
  readonly IsXFAPresent?: unknown;
  /** Whether it holds other files, and is only their cover. */
  readonly IsCollectionPresent?: unknown;
}

export interface OutlineNode {
  readonly title: string;
  /** A name, or a destination whose first part is a page. */
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly OutlineNode[];
}

export interface PdfPage {
  readonly pageNumber: number;
  readonly commonObjs: { has(id: string): boolean; get(id: string): unknown };
  getViewport(options: { scale: number }): Viewport;
  getTextContent(): Promise<TextContent>;
  getAnnotations(): Promise<readonly PdfAnnotation[]>;
  getOperatorList(): Promise<OperatorList>;
  cleanup(): boolean;
}

/** What it takes to draw a page. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  /** The operators' arguments. */
  readonly argsArray: readonly unknown[];
}

/** What lies on top of a page: links, notes, and `Widget`s, which are a form's fields. */
export interface PdfAnnotation {
  readonly subtype: string;
  readonly annotationFlags: number;
  /** Left, bottom, right and top in the page's own coordinates. */
  readonly rect: readonly number[];
  readonly contentsObj?: { readonly str: string };
  /** The lines that it shows, and where the first one's baseline begins, from the lower left corner. */
  readonly textContent?: readonly string[];
  readonly textPosition?: readonly number[];
  readonly defaultAppearanceData?: { readonly fontSize: number };
  /** `Tx` for text, `Ch` for a choice, `Btn` for a button or box, `Sig` for a signature. */
  readonly fieldType?: string;
  readonly fieldName?: string;
  /** The field's description. */
  readonly alternativeText?: string;
  readonly fieldValue?: unknown;
  readonly password?: boolean;
  readonly options?: readonly { readonly exportValue: unknown; readonly displayValue: string }[];
  readonly checkBox?: boolean;
  readonly radioButton?: boolean;
  /** The value when this box, or this button of several, is ticked. */
  readonly exportValue?: unknown;
  readonly buttonValue?: unknown;
}

export interface Viewport {
  /** In points, after the page's rotation. */
  readonly width: number;
  readonly height: number;
  /** From the page's own coordinates to ones with the origin in the upper left corner. */
  readonly transform: readonly number[];
}

export interface TextContent {
  readonly items: readonly (DrawnText | { readonly type: string })[];
  /** By `fontName`. */
  readonly styles: Readonly<Record<string, { readonly fontFamily: string }>>;
}

export interface DrawnText {
  readonly str: string;
  /** `ltr`, `rtl`, or `ttb` for vertical text. */
  readonly dir: string;
  readonly width: number;
  /** The font size, or how long vertical text is. */
  readonly height: number;
  readonly transform: readonly number[];
  readonly fontName: string;
}
