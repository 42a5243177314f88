import { z } from "zod";
import type { DocumentSummary, StoredDocument } from "../../../core/document.js";
import type { IngestReport } from "../../../ingest/ingest.js";
import type { DocumentsList, SyncState } from "../../routes/documents.js";
import type { AddResult } from "../../uploads/add-documents.js";
import { COMPONENTS } from "../components.js";
import { COUNT, LANGUAGE, MILLISECONDS, SPAN } from "./answer.js";

const MOMENT = z.iso.datetime();

const SUMMARY = {
  id: z.string().describe("Stays when the content changes or the file is renamed."),
  path: z.string().describe("In the documents folder."),
  title: z.string(),
  format: z.string().describe("Such as `text` or `markdown`."),
  language: LANGUAGE,
  bytes: COUNT.describe("Of the file."),
  characters: COUNT.describe("Of the text, in UTF-16 code units."),
  pages: z.int().nullable().describe("Pages or slides; null where the format has neither."),
  passages: COUNT,
  notices: z.array(z.string()).describe("What of the file isn't in the text, or may be misread."),
  contentHash: z.string().describe("SHA-256 of the file, hexadecimal."),
  ingestedAt: MOMENT,
};

const DOCUMENT_SUMMARY = z
  .object(SUMMARY)
  .register(COMPONENTS, { id: "DocumentSummary" }) satisfies z.ZodType<DocumentSummary>;

const UNREAD_FILE = z
  .object({ path: z.string(), reason: z.string() })
  .register(COMPONENTS, { id: "UnreadFile" });

export const SYNC_STATE = z
  .object({
    running: z.boolean(),
    progress: z
      .object({ done: COUNT, total: COUNT, path: z.string(), passages: COUNT })
      .nullable()
      .describe("Null while nothing runs, or before its first file."),
    finishedAt: MOMENT.nullable().describe("Null before the first ingest of this server has ended."),
    lastError: z.string().nullable().describe("Why the last ingest failed; null if it didn't."),
    skipped: z.array(UNREAD_FILE).describe("Files that aren't read, such as those of unsupported formats."),
  })
  .register(COMPONENTS, { id: "SyncState" }) satisfies z.ZodType<SyncState>;

export const DOCUMENTS_LIST = z
  .object({
    documents: z.array(z.object({ ...SUMMARY, state: z.literal("ready") })).describe("By path."),
    failed: z
      .array(z.object({ path: z.string(), reason: z.string(), failedAt: MOMENT, state: z.literal("failed") }))
      .describe("Files that couldn't be read."),
    sync: SYNC_STATE,
  })
  .register(COMPONENTS, { id: "DocumentsList" }) satisfies z.ZodType<DocumentsList>;

export const STORED_DOCUMENT = z
  .object({
    ...SUMMARY,
    text: z.string(),
    headings: z.array(
      z.object({ ...SPAN, level: z.int().min(1).describe("1 is the outermost."), text: z.string() }),
    ),
    marks: z
      .array(
        z.object({
          start: COUNT,
          kind: z.enum(["page", "slide", "row", "time"]),
          value: z.number().min(0),
        }),
      )
      .describe("From `start` on the text stands at this page, slide, row or time."),
  })
  .register(COMPONENTS, { id: "Document" }) satisfies z.ZodType<StoredDocument>;

const PATHS = z.array(z.string());

export const ADD_RESULT = z
  .object({
    documents: z.array(DOCUMENT_SUMMARY).describe("The files taken, as they are in the index now."),
    added: PATHS,
    changed: PATHS,
    unchanged: PATHS,
    failed: z.array(z.object({ name: z.string(), reason: z.string() })).describe("Files that weren't taken."),
  })
  .register(COMPONENTS, { id: "AddResult" }) satisfies z.ZodType<AddResult>;

export const REMOVED = z.object({ removed: PATHS }).register(COMPONENTS, { id: "Removed" });

export const INGEST_REPORT = z
  .object({
    added: PATHS,
    changed: PATHS,
    removed: PATHS,
    renamed: z.array(z.object({ from: z.string(), to: z.string() })),
    unchanged: PATHS,
    skipped: z.array(UNREAD_FILE),
    ignored: COUNT.describe("Files and folders that `.footnoteignore` or the built-in list leaves out."),
    failed: z.array(UNREAD_FILE),
    reembedded: z.boolean(),
    reanalysed: z.boolean(),
    reloaded: z.array(z.string()).describe("Formats whose loader changed."),
    notices: z.array(z.string()).describe("Sentences for the operator."),
    documents: COUNT.describe("In the index now."),
    passages: COUNT.describe("In the index now."),
    durationMs: MILLISECONDS,
  })
  .register(COMPONENTS, { id: "IngestReport" }) satisfies z.ZodType<IngestReport>;
