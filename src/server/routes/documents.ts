import { Hono } from "hono";
import { FootnoteError } from "../../core/errors.js";
import type { Store } from "../../core/ports/store.js";
import type { AppEnv } from "../app-env.js";

/** `GET /api/documents`: the list; `GET /api/documents/:id`: one, with its text and headings. */
export function documentsRoute(store: Store) {
  return new Hono<AppEnv>()
    .get("/", async (c) => c.json({ documents: await store.documents() }))
    .get("/:id", async (c) => {
      const document = await store.document(c.req.param("id"));
      if (document === undefined) {
        throw new FootnoteError(
          "document_not_found",
          "No document has this id. GET /api/documents lists them.",
        );
      }
      return c.json(document);
    });
}
