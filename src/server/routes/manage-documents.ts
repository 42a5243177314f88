import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import type { LoadingLimits } from "../../config/config.js";
import type { AppEnv } from "../http/app-env.js";
import { createSlots } from "../http/limits.js";
import { readJson } from "../http/read-json.js";
import { type AddDependencies, addDocuments } from "../uploads/add-documents.js";
import { receiveForm } from "../uploads/receive-form.js";
import { documentNotFound, syncState } from "./documents.js";

/** What changing the documents over HTTP needs. */
export interface ManageDependencies extends AddDependencies {
  readonly limits: Pick<LoadingLimits, "fileBytes">;
  readonly requireAdmin: MiddlewareHandler<AppEnv>;
}

const UPLOADS_AT_ONCE = 2;

/** `POST /documents`: adds files or replaces those of the same name; `DELETE /documents/:id`: removes one. */
export function manageDocumentsRoute({ limits, requireAdmin, ...dependencies }: ManageDependencies) {
  const { folder, store, scheduler } = dependencies;
  const slots = createSlots(UPLOADS_AT_ONCE, "Too many uploads at the same time. Try again in a moment.");

  return new Hono<AppEnv>()
    .post("/", requireAdmin, async (c) => {
      const release = slots.take();
      try {
        const form = await receiveForm(c.req.raw, folder, limits.fileBytes);
        return c.json(await addDocuments(form, dependencies).finally(form.discard), 201);
      } finally {
        release();
      }
    })
    .delete("/:id", requireAdmin, async (c) => {
      const id = c.req.param("id");
      const [file] = await store.files({ ids: new Set([id]) });
      if (file === undefined) {
        throw documentNotFound();
      }
      await folder.remove(file.path);
      await scheduler.ingest();
      return c.json({ removed: [file.path] });
    });
}

/** What `POST /ingest` takes. */
export const INGEST_SCHEMA = z.object(
  {
    rebuild: z
      .boolean({ error: "Must be true or false." })
      .default(false)
      .describe("Whether every file is read again."),
  },
  { error: 'The body must be an object, such as {"rebuild": true}.' },
);

/**
 * `POST /ingest`: brings the index up to date with the folder and answers with what changed; `GET /ingest`: the
 * state of that.
 */
export function ingestRoute({
  scheduler,
  requireAdmin,
}: Pick<ManageDependencies, "scheduler" | "requireAdmin">) {
  return new Hono<AppEnv>()
    .get("/", requireAdmin, (c) => c.json(syncState(scheduler)))
    .post("/", requireAdmin, async (c) => {
      const { rebuild } = await readJson(c.req, INGEST_SCHEMA);
      return c.json(await scheduler.ingest({ rebuild }));
    });
}
