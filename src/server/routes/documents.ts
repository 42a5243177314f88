import { Hono } from "hono";
import type { DocumentSummary } from "../../core/document.js";
import { FootnoteError } from "../../core/errors.js";
import type { Catalogue, FileFailure } from "../../core/ports/store/catalogue.js";
import type { IngestProgress, IngestReport } from "../../ingest/ingest.js";
import type { IngestService } from "../../ingest/ingest-scheduler.js";
import type { AppEnv } from "../http/app-env.js";

/** `GET /api/documents`: the list; `GET /api/documents/:id`: one, with its text, headings and marks. */
export function documentsRoute(store: Catalogue, scheduler: IngestService) {
  return new Hono<AppEnv>()
    .get("/", async (c) => c.json(await listDocuments(store, scheduler)))
    .get("/:id", async (c) => {
      const document = await store.document(c.req.param("id"));
      if (document === undefined) {
        throw documentNotFound();
      }
      return c.json(document);
    });
}

/** The error of an id that no document has. */
export function documentNotFound(): FootnoteError {
  return new FootnoteError("document_not_found", "No document has this id. GET /api/documents lists them.");
}

/** What `GET /api/documents` answers: every file of the folder, and what is being done about it. */
export interface DocumentsList {
  readonly documents: readonly (DocumentSummary & { readonly state: "ready" })[];
  /** Files that couldn't be read. */
  readonly failed: readonly (Pick<FileFailure, "path" | "reason" | "failedAt"> & {
    readonly state: "failed";
  })[];
  readonly sync: SyncState;
}

/** How far the index is brought up to date. */
export interface SyncState {
  readonly running: boolean;
  /** Null while none is running, or before its first file. */
  readonly progress: IngestProgress | null;
  /** ISO 8601; null before the first ingest of this server has ended. */
  readonly finishedAt: string | null;
  /** Why the last ingest failed; null if it didn't. */
  readonly lastError: string | null;
  /** Files that aren't read, such as those of unsupported formats. */
  readonly skipped: IngestReport["skipped"];
}

/** Puts together what the index and the scheduler know. */
async function listDocuments(store: Catalogue, scheduler: IngestService): Promise<DocumentsList> {
  const [documents, failures] = await Promise.all([store.documents(), store.failures()]);
  return {
    documents: documents.map((document) => ({ ...document, state: "ready" })),
    failed: failures.map(({ path, reason, failedAt }) => ({
      path,
      reason: withoutPath(reason, path),
      failedAt,
      state: "failed",
    })),
    sync: syncState(scheduler),
  };
}

/** A loader's reason starts with the path, which stands beside it in the list. */
function withoutPath(reason: string, path: string): string {
  return reason.startsWith(`${path} `) ? reason.slice(path.length + 1) : reason;
}

/** What the scheduler knows, for a client. */
export function syncState(scheduler: IngestService): SyncState {
  const { running, progress, finishedAt, lastError, lastReport } = scheduler.status();
  return { running, progress, finishedAt, lastError, skipped: lastReport?.skipped ?? [] };
}
