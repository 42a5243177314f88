import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";

/** The one model there is: the documents, whoever writes the answers. */
export const MODEL_ID = "footnote";

/**
 * A client that asks for another model gets an error and not an answer by something else than it expects.
 * @param id undefined: the only model
 * @throws HttpError `model_not_found`
 */
export function requireModel(id: string | undefined): void {
  if (id !== undefined && id !== MODEL_ID) {
    throw new HttpError(404, "model_not_found", `There is no such model here. Set the model to ${MODEL_ID}.`);
  }
}

/** `GET /v1/models` and `GET /v1/models/:id`. */
export function modelRoutes() {
  const model = {
    id: MODEL_ID,
    object: "model",
    created: Math.floor(Date.now() / 1000),
    owned_by: MODEL_ID,
    // What open-webui shows instead of the id.
    name: "Footnote",
  } as const;
  return new Hono<AppEnv>()
    .get("/", (c) => c.json({ object: "list", data: [model] }))
    .get("/:id", (c) => {
      requireModel(c.req.param("id"));
      return c.json(model);
    });
}
