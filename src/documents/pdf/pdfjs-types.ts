/** What of pdf.js is used here; the types that unpdf brings don't resolve under `nodenext`. */
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
  /** What it takes to draw the page. */
  getOperatorList(): Promise<{ readonly fnArray: readonly number[] }>;
  cleanup(): boolean;
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
  readonly dir: string;
  readonly width: number;
  readonly transform: readonly number[];
  readonly fontName: string;
}
