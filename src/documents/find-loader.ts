import type { Loader } from "../core/ports/loader.js";

/** A file format; its loader, and the parser behind it, is imported when the first such file is read. */
interface Format {
  /** Lower-case, with the dot. */
  readonly extensions: readonly string[];
  readonly loader: () => Promise<Loader>;
}

const FORMATS: readonly Format[] = [
  {
    extensions: [".txt", ".text", ".log"],
    loader: async () => (await import("./text-loader.js")).textLoader,
  },
  {
    extensions: [".md", ".markdown"],
    loader: async () => (await import("./markdown-loader.js")).markdownLoader,
  },
  {
    extensions: [".html", ".htm", ".xhtml"],
    loader: async () => (await import("./html/html-loader.js")).htmlLoader,
  },
  { extensions: [".pdf"], loader: async () => (await import("./pdf/pdf-loader.js")).pdfLoader },
  { extensions: [".docx"], loader: async () => (await import("./office/docx-loader.js")).docxLoader },
  { extensions: [".doc"], loader: async () => (await import("./office/doc-loader.js")).docLoader },
  { extensions: [".odt"], loader: async () => (await import("./office/odt-loader.js")).odtLoader },
  { extensions: [".pptx"], loader: async () => (await import("./office/pptx-loader.js")).pptxLoader },
  {
    extensions: [".xlsx", ".xls", ".ods"],
    loader: async () => (await import("./office/spreadsheet-loader.js")).spreadsheetLoader,
  },
  { extensions: [".epub"], loader: async () => (await import("./epub/epub-loader.js")).epubLoader },
  { extensions: [".csv", ".tsv"], loader: async () => (await import("./csv-loader.js")).csvLoader },
  {
    extensions: [".json", ".jsonl", ".ndjson"],
    loader: async () => (await import("./json-loader.js")).jsonLoader,
  },
  {
    extensions: [".srt", ".vtt"],
    loader: async () => (await import("./subtitle-loader.js")).subtitleLoader,
  },
];

/** The extensions of every supported format, lower-case, with the dot. */
export const EXTENSIONS: readonly string[] = FORMATS.flatMap(({ extensions }) => extensions);

/** The loader for a file by its extension, or undefined if its format isn't supported. */
export async function findLoader(path: string): Promise<Loader | undefined> {
  return findFormat(path)?.loader();
}

/** Whether there is a loader for a file, by its extension. */
export function isSupported({ path }: { readonly path: string }): boolean {
  return findFormat(path) !== undefined;
}

function findFormat(path: string): Format | undefined {
  const lower = path.toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)));
}
