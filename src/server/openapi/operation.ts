import type { z } from "zod";
import type { JsonSchema } from "./components.js";
import type { DescribedError } from "./errors.js";

/** What operations are listed by, in this order. */
export const TAGS = {
  Answers: "Questions, and the passages that answer them.",
  Documents: "What is answered from.",
  OpenAI: "The same for programs that speak OpenAI's chat completions.",
  MCP: "The same for programs that speak the Model Context Protocol.",
  Access: "Who the caller is, and how people sign in.",
  Operation: "For those who run the server.",
} as const;

/**
 * Who may call: anybody (`open`); with an API key or a sign-in, where the server wants them (`ask`); a key that may be
 * left out but not be wrong (`optional`); administrators (`admin`).
 */
export type OperationAccess = "open" | "optional" | "ask" | "admin";

/** What is sent in the body. */
export interface RequestBody {
  readonly mediaType: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** What one media type of an answer holds. */
export interface AnswerContent {
  readonly mediaType: string;
  /** Of JSON: one of these, which have names. None: any object; undefined: text. */
  readonly schemas?: readonly z.ZodType[];
  /** Of a stream of server-sent events: what each has as its data, by its name or, where they have none, by kind. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
}

/** A success, or an error that isn't told in the usual shape. */
export interface AnswerDescription {
  readonly status: number;
  readonly description: string;
  readonly contents?: readonly AnswerContent[];
  /** Besides those of every answer; by name, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of the HTTP interface, as it is described. */
export interface Operation {
  readonly method: "get" | "post" | "delete";
  /** As the router has it, such as `/api/documents/:id`. */
  readonly path: string;
  /** What clients that are generated call it. */
  readonly id: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  readonly access: OperationAccess;
  /** An object with a member for each parameter, as it is validated. */
  readonly query?: z.ZodType;
  /** What the parameters of the path are, by name. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  readonly answers: readonly AnswerDescription[];
  /** Besides those that follow from the access. */
  readonly errors: readonly DescribedError[];
  /** How errors are told; `footnote` by default. */
  readonly errorShape?: "footnote" | "openai" | "rpc";
}

/** An answer of JSON. */
export function json(status: number, description: string, schema: z.ZodType): AnswerDescription {
  return { status, description, contents: [{ mediaType: "application/json", schemas: [schema] }] };
}
