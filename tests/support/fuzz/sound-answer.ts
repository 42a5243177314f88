import { homedir, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { z } from "zod";
import { repository } from "../workspace.js";
import { MARKER, MARKUP } from "./hostile-texts.js";

/** An answer with its whole body. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Frames of a stack, and files of a program. */
const STACK = /^ +at .*[(:]|node:internal|[\w-]\.[cm]?[jt]s:\d|node_modules/m;

/** What no body may hold, whoever asks. */
const PATHS = [repository, homedir(), tmpdir(), path.dirname(process.execPath), "/usr/lib/node"];

/** Codes that say that this moment is wrong and not the request. */
const UNAVAILABLE = new Set(["too_busy", "documents_folder_empty"]);

const FOOTNOTE_ERROR = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[a-z][a-z_]*$/),
    message: z.string().min(1).max(2000),
    requestId: z.string().regex(/^[\w=-]{1,64}$/),
  }),
});

const OPENAI_ERROR = z.strictObject({
  error: z.strictObject({
    message: z.string().min(1).max(2000),
    type: z.enum(["invalid_request_error", "rate_limit_error", "server_error"]),
    param: z.string().nullable(),
    code: z.string().regex(/^[a-z][a-z_]*$/),
  }),
});

const RPC_ERROR = z.strictObject({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  error: z.strictObject({
    code: z.int(),
    // The SDK repeats what a header and a body disagree about.
    message: z.string().min(1).max(20_000),
    data: z.unknown().optional(),
  }),
});

/**
 * What is wrong with an answer, whatever was asked: a fault of the server, a body that tells what it mustn't, an error in
 * another shape than the route's, headers that lack or that a request has made.
 * @param target what was asked for
 * @param secrets that no answer may hold
 */
export function faultsOf(answer: WholeAnswer, target: string, secrets: readonly string[]): string[] {
  const text = decoded(answer);
  return [
    ...statusFaults(answer, text),
    ...leaks(text, typeOf(answer), secrets),
    ...leaks([...answer.headers].join("\n"), "", secrets),
    ...headerFaults(answer, target),
    ...shapeFaults(answer, text, target),
  ];
}

function typeOf({ headers }: WholeAnswer): string {
  return headers.get("content-type")?.split(";", 1)[0] ?? "";
}

function decoded({ headers, body }: WholeAnswer): string {
  if (body.length === 0) {
    return "";
  }
  switch (headers.get("content-encoding")) {
    case "gzip":
      return gunzipSync(body).toString();
    case "deflate":
      return inflateSync(body).toString();
    case "br":
      return brotliDecompressSync(body).toString();
    default:
      return body.toString();
  }
}

function statusFaults({ status }: WholeAnswer, text: string): string[] {
  const isTyped = status === 503 && [...UNAVAILABLE].some((code) => text.includes(`"${code}"`));
  return status < 500 || isTyped ? [] : [`status ${status}`];
}

/** What a text tells that it mustn't. */
export function leaks(text: string, type: string, secrets: readonly string[]): string[] {
  const isProgram = /javascript|css/.test(type);
  return [
    ...(!isProgram && STACK.test(text) ? ["a stack"] : []),
    ...PATHS.filter((place) => place.length > 1 && text.includes(place)).map((place) => `the path ${place}`),
    ...secrets.filter((secret) => text.includes(secret)).map((secret) => `the secret ${secret}`),
    ...(type === "text/html" && text.includes(MARKUP) ? ["markup of the request"] : []),
  ];
}

const ALWAYS: Readonly<Record<string, RegExp>> = {
  "content-security-policy": /default-src 'none'/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^no-referrer$/,
  "x-request-id": /^[\w=-]{1,64}$/,
};

/** Headers that say again what was asked, as their protocols want it. */
const REPEATING = new Set(["x-request-id", "location", "access-control-allow-headers"]);

function headerFaults({ headers }: WholeAnswer, target: string): string[] {
  const lacking = Object.entries(ALWAYS).filter(([name, form]) => !form.test(headers.get(name) ?? ""));
  const repeated = [...headers].filter(([name, value]) => value.includes(MARKER) && !REPEATING.has(name));
  const location = headers.get("location") ?? "/";
  const isOwn = /^(?:https?:\/\/127\.0\.0\.1:\d+)?\/(?![/\\])[\x21-\x7e]*$/.test(location);
  const mayStore = isProtected(pathOf(target)) && headers.get("cache-control") !== "no-store";
  return [
    ...lacking.map(([name]) => `no ${name}`),
    ...repeated.map(([name]) => `${name} says what was asked`),
    ...(headers.has("x-injected") ? ["a header of the request's making"] : []),
    ...(isOwn ? [] : [`leads to ${location}`]),
    ...(mayStore ? ["may be stored"] : []),
  ];
}

function shapeFaults(answer: WholeAnswer, text: string, target: string): string[] {
  if (typeOf(answer) !== "application/json" || text === "") {
    return [];
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ["a body that is no JSON"];
  }
  if (answer.status < 400) {
    return [];
  }
  const { success, error } = shapeOf(target).safeParse(body);
  return success ? [] : [`an error in another shape: ${text.slice(0, 200)}: ${error.message}`];
}

/** As the app reads it: it decodes what needn't be encoded. */
function pathOf(target: string): string {
  const { pathname } = new URL(`http://localhost${target}`);
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

function isProtected(pathname: string): boolean {
  return pathname === "/mcp" || /^\/(?:api|v1)\//.test(pathname);
}

function shapeOf(target: string) {
  const pathname = pathOf(target);
  if (/^\/v1(?:\/|$)/.test(pathname)) {
    return OPENAI_ERROR;
  }
  return pathname === "/mcp" ? RPC_ERROR : FOOTNOTE_ERROR;
}
