import type { AnalysisVersion } from "../core/analysis.js";
import type { Loader } from "../core/ports/loader.js";
import { CODE_EXTENSIONS } from "./code/code-extensions.js";

/** A file format; its loader, and the parser behind it, is imported when the first such file is read. */
interface Format {
  /** A short name, as the loader itself has it. */
  readonly format: string;
  /**
   * Goes up whenever the loader, or anything it shares with others such as the guard of archives or the detection of
   * encodings, makes another document of the same file, or reads one that failed before: then the files of this format
   * are read again, failed ones included.
   */
  readonly version: number;
  /** Lower-case, with the dot. */
  readonly extensions: readonly string[];
  readonly loader: () => Promise<Loader>;
  /** Whether its text may stand in pictures, or does so always: such a format isn't supported without OCR. */
  readonly pictures?: "also" | "only";
}

const FORMATS: readonly Format[] = [
  {
    format: "text",
    version: 3,
    extensions: [".txt", ".text", ".log"],
    loader: async () => (await import("./text/text-loader.js")).TEXT_LOADER,
  },
  {
    format: "markdown",
    version: 3,
    extensions: [".md", ".markdown", ".mdx"],
    loader: async () => (await import("./markdown/markdown-loader.js")).MARKDOWN_LOADER,
  },
  {
    format: "html",
    version: 3,
    extensions: [".html", ".htm", ".xhtml"],
    loader: async () => (await import("./html/html-loader.js")).HTML_LOADER,
  },
  {
    format: "pdf",
    version: 2,
    extensions: [".pdf"],
    pictures: "also",
    loader: async () => (await import("./pdf/pdf-loader.js")).PDF_LOADER,
  },
  {
    format: "docx",
    version: 2,
    extensions: [".docx", ".docm", ".dotx", ".dotm"],
    loader: async () => (await import("./office/docx-loader.js")).DOCX_LOADER,
  },
  {
    format: "doc",
    version: 2,
    extensions: [".doc"],
    loader: async () => (await import("./office/doc-loader.js")).DOC_LOADER,
  },
  {
    format: "odt",
    version: 2,
    extensions: [".odt", ".ott", ".fodt"],
    loader: async () => (await import("./office/odt-loader.js")).ODT_LOADER,
  },
  {
    format: "pptx",
    version: 2,
    extensions: [".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"],
    loader: async () => (await import("./office/pptx-loader.js")).PPTX_LOADER,
  },
  {
    format: "odp",
    version: 1,
    extensions: [".odp", ".otp", ".fodp"],
    loader: async () => (await import("./office/odp-loader.js")).ODP_LOADER,
  },
  {
    format: "spreadsheet",
    version: 2,
    extensions: [".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".fods"],
    loader: async () => (await import("./office/spreadsheet-loader.js")).SPREADSHEET_LOADER,
  },
  {
    format: "epub",
    version: 2,
    extensions: [".epub"],
    loader: async () => (await import("./epub/epub-loader.js")).EPUB_LOADER,
  },
  {
    format: "csv",
    version: 2,
    extensions: [".csv", ".tsv"],
    loader: async () => (await import("./csv/csv-loader.js")).CSV_LOADER,
  },
  {
    format: "json",
    version: 2,
    extensions: [".json", ".jsonl", ".ndjson"],
    loader: async () => (await import("./json/json-loader.js")).JSON_LOADER,
  },
  {
    format: "yaml",
    version: 1,
    extensions: [".yaml", ".yml"],
    loader: async () => (await import("./yaml/yaml-loader.js")).YAML_LOADER,
  },
  {
    format: "xml",
    version: 1,
    extensions: [".xml"],
    loader: async () => (await import("./xml/xml-loader.js")).XML_LOADER,
  },
  {
    format: "subtitles",
    version: 2,
    extensions: [".srt", ".vtt"],
    loader: async () => (await import("./subtitles/subtitle-loader.js")).SUBTITLE_LOADER,
  },
  {
    format: "eml",
    version: 1,
    extensions: [".eml"],
    loader: async () => (await import("./mail/eml-loader.js")).EML_LOADER,
  },
  {
    format: "mbox",
    version: 1,
    extensions: [".mbox"],
    loader: async () => (await import("./mail/mbox-loader.js")).MBOX_LOADER,
  },
  {
    format: "rtf",
    version: 1,
    extensions: [".rtf"],
    loader: async () => (await import("./rtf/rtf-loader.js")).RTF_LOADER,
  },
  {
    format: "msg",
    version: 1,
    extensions: [".msg"],
    loader: async () => (await import("./mail/msg-loader.js")).MSG_LOADER,
  },
  {
    format: "notebook",
    version: 1,
    extensions: [".ipynb"],
    loader: async () => (await import("./notebook/notebook-loader.js")).NOTEBOOK_LOADER,
  },
  {
    format: "rst",
    version: 1,
    extensions: [".rst", ".rest"],
    loader: async () => (await import("./rst/rst-loader.js")).RST_LOADER,
  },
  {
    format: "asciidoc",
    version: 1,
    extensions: [".adoc", ".asciidoc"],
    loader: async () => (await import("./asciidoc/asciidoc-loader.js")).ASCIIDOC_LOADER,
  },
  {
    format: "image",
    version: 1,
    extensions: [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"],
    pictures: "only",
    loader: async () => (await import("./image/image-loader.js")).IMAGE_LOADER,
  },
  {
    format: "calendar",
    version: 1,
    extensions: [".ics", ".ical"],
    loader: async () => (await import("./icalendar/calendar-loader.js")).CALENDAR_LOADER,
  },
  {
    format: "contacts",
    version: 1,
    extensions: [".vcf", ".vcard"],
    loader: async () => (await import("./icalendar/contacts-loader.js")).CONTACTS_LOADER,
  },
  {
    format: "org",
    version: 1,
    extensions: [".org"],
    loader: async () => (await import("./org/org-loader.js")).ORG_LOADER,
  },
  {
    format: "code",
    version: 1,
    extensions: CODE_EXTENSIONS,
    loader: async () => (await import("./code/code-loader.js")).CODE_LOADER,
  },
];

/** What decides which formats are supported. */
type Support = Pick<AnalysisVersion, "ocr">;

/** The extensions of every supported format, lower-case, with the dot. */
export function extensionsOf(support: Support): readonly string[] {
  return FORMATS.filter((format) => supports(format, support)).flatMap(({ extensions }) => extensions);
}

/** The versions of all loaders, by format. */
export const LOADER_VERSIONS: Readonly<Record<string, number>> = Object.fromEntries(
  FORMATS.map(({ format, version }) => [format, version]),
);

/** The format of a file by its extension, or undefined if there is no loader for it. */
export function formatOf(path: string): string | undefined {
  return findFormat(path)?.format;
}

/** Whether files with this extension may hold text in pictures. */
export function mayHoldPictures(path: string): boolean {
  return findFormat(path)?.pictures !== undefined;
}

/** The loader for a file by its extension, or undefined if there is none. */
export async function findLoader(path: string): Promise<Loader | undefined> {
  return findFormat(path)?.loader();
}

/** Whether a file is read, by its extension. */
export function isSupported({ path }: { readonly path: string }, support: Support): boolean {
  const format = findFormat(path);
  return format !== undefined && supports(format, support);
}

/** Why a file isn't read that isn't supported; goes on from its name and a colon. */
export function whyUnsupported(path: string): string {
  return findFormat(path)?.pictures === "only"
    ? "pictures are read only with OCR=tesseract"
    : "its format isn't supported; save it as one that is, such as PDF, DOCX or HTML (docs/documents.md lists all)";
}

function supports({ pictures }: Format, { ocr }: Support): boolean {
  return pictures !== "only" || ocr !== undefined;
}

function findFormat(path: string): Format | undefined {
  const lower = path.toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)));
}
