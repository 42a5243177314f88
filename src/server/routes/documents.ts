import { Hono } from "hono";
import { FootnoteError } from "../../core/errors.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { IngestScheduler } from "../../ingest/ingest-scheduler.js";
import type { AppEnv } from "../http/app-env.js";
import { listDocuments } from "./documents-list.js";

/** `GET /api/documents`: the list; `GET /api/documents/:id`: one, with its text, headings and marks. */
export function documentsRoute(store: Catalogue, scheduler: IngestScheduler) {
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
