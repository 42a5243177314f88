import { Hono } from "hono";
import { compress } from "hono/compress";
import type { AppEnv } from "../http/app-env.js";
import type { ApiFacts } from "../openapi/describe-api.js";
import type { OpenApiDocument } from "../openapi/document.js";

/** `GET /openapi.json`: the description of the HTTP interface, as OpenAPI 3.1. */
export function openApiRoute(facts: ApiFacts) {
  let description: Promise<OpenApiDocument> | undefined;

  return new Hono<AppEnv>().get("/openapi.json", compress(), async (c) => {
    description ??= describe(facts);
    c.header("Cache-Control", "no-cache");
    // Behind a proxy that cuts off a prefix, each request may have another one.
    return c.json({ ...(await description), servers: [{ url: c.var.site.link("") || "/" }] });
  });
}

/** Loaded with the first request, since most servers get none. */
async function describe(facts: ApiFacts): Promise<OpenApiDocument> {
  const { describeApi } = await import("../openapi/describe-api.js");
  return describeApi(facts);
}
