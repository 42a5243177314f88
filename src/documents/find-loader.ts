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
    loader: async () => (await import("./text/text-loader.js")).TEXT_LOADER,
  },
  {
    extensions: [".md", ".markdown"],
    loader: async () => (await import("./markdown/markdown-loader.js")).MARKDOWN_LOADER,
  },
  {
    extensions: [".html", ".htm", ".xhtml"],
    loader: async () => (await import("./html/html-loader.js")).HTML_LOADER,
  },
  { extensions: [".pdf"], loader: async () => (await import("./pdf/pdf-loader.js")).PDF_LOADER },
  { extensions: [".docx"], loader: async () => (await import("./office/docx-loader.js")).DOCX_LOADER },
  { extensions: [".doc"], loader: async () => (await import("./office/doc-loader.js")).DOC_LOADER },
  { extensions: [".odt"], loader: async () => (await import("./office/odt-loader.js")).ODT_LOADER },
  { extensions: [".pptx"], loader: async () => (await import("./office/pptx-loader.js")).PPTX_LOADER },
  {
    extensions: [".xlsx", ".xls", ".ods"],
    loader: async () => (await import("./office/spreadsheet-loader.js")).SPREADSHEET_LOADER,
  },
  { extensions: [".epub"], loader: async () => (await import("./epub/epub-loader.js")).EPUB_LOADER },
  { extensions: [".csv", ".tsv"], loader: async () => (await import("./csv/csv-loader.js")).CSV_LOADER },
  {
    extensions: [".json", ".jsonl", ".ndjson"],
    loader: async () => (await import("./json/json-loader.js")).JSON_LOADER,
  },
  {
    extensions: [".srt", ".vtt"],
    loader: async () => (await import("./subtitles/subtitle-loader.js")).SUBTITLE_LOADER,
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
