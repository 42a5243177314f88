import { z } from "zod";
import type { LoadedDocument } from "../../core/document.js";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { ZippedContent } from "../../documents/archive/zipped-files.js";
import type { OcrPrograms } from "../../documents/ocr/ocr-programs.js";
import type { SplitDocument } from "../../passages/split-document.js";

/** A file to be read. */
export interface LoadRequest {
  /** Of the zip archive, if the file lies in one. */
  readonly absolute: string;
  /** Relative to the documents folder, with `/`. */
  readonly path: string;
  /** Where it lies in the archive. */
  readonly zipped?: ZippedContent;
  /** Of the content that is known, SHA-256, hexadecimal: a file that still has it isn't loaded. */
  readonly knownHash?: string;
}

/** What became of a file. */
export type LoadResult =
  | { readonly state: "unchanged"; readonly contentHash: string; readonly bytes: number }
  | {
      readonly state: "loaded";
      readonly contentHash: string;
      /** The size of what was read. */
      readonly bytes: number;
      readonly format: string;
      readonly document: LoadedDocument;
      readonly split: SplitDocument;
    }
  | {
      readonly state: "failed";
      /** For a person; without paths of this machine. */
      readonly reason: string;
      /** Whether trying again without a change of the file could help. */
      readonly transient: boolean;
    };

/** How much of a file is read, and for how long. */
export interface FileLimits extends LoadLimits {
  /** The largest file, in bytes; unpacked, if it lies in a zip archive. */
  readonly fileBytes: number;
  /** The longest that reading one file may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What a loading process is sent; it answers with a `LoadResult`, then takes the next. */
export interface LoadOrder {
  readonly request: LoadRequest;
  readonly limits: FileLimits;
  /** What text in pictures is recognised with, if it is. */
  readonly ocr?: OcrPrograms;
}

/** What a loading process sends whenever OCR is done with a page: the time for the next one begins. */
export const PAGE_DONE = "page done";

/** What a loading process sends once it takes orders. */
export const READY = "ready";

const OFFSET = z.int().min(0);
const SPAN_FIELDS = { start: OFFSET, end: OFFSET };
const PATH = z.array(z.string());

const DOCUMENT = z.object({
  title: z.string(),
  text: z.string(),
  headings: z.array(z.object({ ...SPAN_FIELDS, level: z.int().min(1), text: z.string() })),
  blocks: z.array(
    z.object({
      ...SPAN_FIELDS,
      kind: z.enum(["paragraph", "heading", "list", "table", "code"]),
      heading: PATH,
    }),
  ),
  marks: z.array(
    z.object({ start: OFFSET, kind: z.enum(["page", "slide", "row", "time"]), value: z.number().min(0) }),
  ),
  pages: z.int().min(0).nullable(),
  language: z.string().nullable(),
  notices: z.array(z.string()),
});

const SPLIT = z.object({
  language: z.string(),
  paragraphs: z.array(
    z.object({
      ...SPAN_FIELDS,
      heading: PATH,
      lead: z.object(SPAN_FIELDS).nullable(),
      language: z.string(),
      sentences: z.array(z.object(SPAN_FIELDS)),
      passages: z.array(z.object(SPAN_FIELDS)),
    }),
  ),
});

const CONTENT_HASH = z.string().regex(/^[\da-f]{64}$/);

const LOAD_RESULT: z.ZodType<LoadResult> = z.discriminatedUnion("state", [
  z.object({ state: z.literal("unchanged"), contentHash: CONTENT_HASH, bytes: OFFSET }),
  z
    .object({
      state: z.literal("loaded"),
      contentHash: CONTENT_HASH,
      bytes: OFFSET,
      format: z.string(),
      document: DOCUMENT,
      split: SPLIT,
    })
    .refine(liesInText),
  z.object({ state: z.literal("failed"), reason: z.string(), transient: z.boolean() }),
]);

/**
 * Checks what a loading process has sent: parsers run in it, and what a hostile file makes of one must not go
 * further.
 * @returns undefined if it isn't a result
 */
export function checkResult(message: unknown): LoadResult | undefined {
  const result = LOAD_RESULT.safeParse(message);
  return result.success ? result.data : undefined;
}

function liesInText(loaded: {
  readonly document: z.output<typeof DOCUMENT>;
  readonly split: z.output<typeof SPLIT>;
}): boolean {
  const { length } = loaded.document.text;
  return loaded.split.paragraphs.every(({ start, end, lead, sentences, passages }) =>
    [{ start, end }, ...(lead === null ? [] : [lead]), ...sentences, ...passages].every(
      (span) => span.start < span.end && span.end <= length,
    ),
  );
}
