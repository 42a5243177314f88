import { z } from "zod";
import type { Readiness } from "../../health/readiness.js";
import type { Me } from "../../routes/me.js";
import { COMPONENTS } from "../components.js";

const ERROR_FIELD = z.object({
  code: z.string().describe("Doesn't change; the description of each answer names those that it may have."),
  message: z.string().describe("What to do, in English; may change."),
  requestId: z.string().describe("Names the request in the server's log."),
});

export const ERROR = z.object({ error: ERROR_FIELD }).register(COMPONENTS, { id: "Error" });

export const ME = z
  .object({
    kind: z.enum(["anonymous", "key", "user"]),
    name: z.string().nullable().describe("Of a person who is signed in."),
    isAdmin: z.boolean().describe("Whether the caller may add and remove documents."),
    signInBy: z.enum(["oidc", "proxy"]).nullable().describe("Null where people needn't sign in."),
    signInUrl: z.string().nullable(),
    signOutUrl: z.string().nullable(),
  })
  .register(COMPONENTS, { id: "Me" }) satisfies z.ZodType<Me>;

const CHECKS = z
  .object({
    server: z.enum(["ok", "stopping"]),
    index: z.enum(["ok", "empty", "filling", "detached", "missing", "failing"]),
    embedder: z.enum(["ok", "failing"]),
    llm: z.enum(["ok", "failing", "unused"]).exactOptional().describe("How the last call ended."),
  })
  .register(COMPONENTS, { id: "Checks" }) satisfies z.ZodType<Readiness["checks"]>;

export const ALIVE = z.object({ status: z.literal("ok") }).register(COMPONENTS, { id: "Alive" });

export const READY = z
  .object({ status: z.literal("ready"), checks: CHECKS })
  .register(COMPONENTS, { id: "Ready" });

export const NOT_READY = z
  .object({ error: ERROR_FIELD, status: z.literal("not_ready"), checks: CHECKS })
  .register(COMPONENTS, { id: "NotReady" });

export const SIGNED_OUT = z
  .object({ location: z.string().describe("Where the browser goes then.") })
  .register(COMPONENTS, { id: "SignedOut" });

/** What a message's method takes and gives is the Model Context Protocol's to say. */
export const RPC_MESSAGE = z
  .looseObject({
    jsonrpc: z.literal("2.0"),
    id: z.union([z.string(), z.number(), z.null()]).exactOptional(),
    method: z.string().exactOptional(),
    error: z.looseObject({ code: z.int(), message: z.string() }).exactOptional(),
  })
  .describe("A request, a notification or an answer of JSON-RPC 2.0.")
  .register(COMPONENTS, { id: "JsonRpcMessage" });
