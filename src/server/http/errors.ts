import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { type ErrorCode, FootnoteError } from "../../core/errors.js";

/** An error that only HTTP knows, such as a wrong method. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(
    readonly status: ContentfulStatusCode,
    /** In lower snake case. */
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a client is told about an error. */
export interface PublicError {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The field of the request that is wrong, such as `messages[0].content`. */
  readonly param?: string;
}

/** An error as a protocol tells it. */
export interface ShapedError {
  readonly status: ContentfulStatusCode;
  /** Sent as JSON. */
  readonly body: object;
}

/** How a protocol tells its clients of errors. */
export type ErrorShape = (error: PublicError, requestId: string) => ShapedError;

interface Rule {
  readonly status: ContentfulStatusCode;
  /** Takes the place of the error's message, which is written for the operator and may hold paths. */
  readonly message?: string;
  readonly retryAfter?: number;
}

const ASK_OPERATOR = "The operator finds the reason in the server's log.";

const RULES: Readonly<Record<ErrorCode, Rule>> = {
  aborted: { status: 503, message: "The request was cancelled before it was done. Send it again." },
  backup_damaged: { status: 503, message: `The backup is damaged. ${ASK_OPERATOR}` },
  backup_failed: { status: 503, message: `The backup failed. ${ASK_OPERATOR}` },
  backup_too_new: { status: 503, message: `The backup is of a newer Footnote. ${ASK_OPERATOR}` },
  backup_too_old: { status: 503, message: `The backup is of an older Footnote. ${ASK_OPERATOR}` },
  backup_unsupported: { status: 503, message: `This index is backed up by other means. ${ASK_OPERATOR}` },
  cannot_listen: { status: 503, message: `The server can't listen. ${ASK_OPERATOR}` },
  disk_full: {
    status: 507,
    message: "There is no room for the documents. The operator makes some; then send them again.",
  },
  document_not_found: { status: 404 },
  documents_folder_empty: { status: 503, message: `The documents are missing. ${ASK_OPERATOR}` },
  documents_folder_missing: { status: 503, message: `The documents are missing. ${ASK_OPERATOR}` },
  documents_folder_not_writable: {
    status: 503,
    message: `The documents can't be changed here. ${ASK_OPERATOR}`,
  },
  embedding_failed: { status: 503, message: `The embedding model failed. ${ASK_OPERATOR}` },
  embedding_model_unavailable: {
    status: 503,
    message: `The embedding model isn't available. ${ASK_OPERATOR}`,
  },
  feedback_failed: { status: 503, message: `The feedback couldn't be stored. ${ASK_OPERATOR}` },
  feedback_full: {
    status: 503,
    message: "There is no room for more feedback. The operator moves the full feedback file away.",
  },
  fingerprint_mismatch: {
    status: 503,
    message:
      "The index was made with another embedding model. The operator brings it up to date with `ingest`.",
  },
  index_busy: { status: 503, message: "The index is being written. Try again in a moment.", retryAfter: 5 },
  index_damaged: { status: 503, message: `The index is damaged. ${ASK_OPERATOR}` },
  index_empty: { status: 503, message: "There are no documents to answer from yet." },
  index_not_writable: { status: 503, message: `The index can't be written. ${ASK_OPERATOR}` },
  index_too_new: {
    status: 503,
    message: `The index was made by a newer version of Footnote. ${ASK_OPERATOR}`,
  },
  index_unreadable: { status: 503, message: `The index can't be read. ${ASK_OPERATOR}` },
  invalid_backup: { status: 503, message: `That is no backup. ${ASK_OPERATOR}` },
  invalid_configuration: { status: 503, message: `The server's configuration is wrong. ${ASK_OPERATOR}` },
  invalid_data_set: { status: 422 },
  invalid_prompt: { status: 503, message: `A prompt template is wrong. ${ASK_OPERATOR}` },
  invalid_request: { status: 422 },
  llm_busy: {
    status: 503,
    message: "The language model has too much to do. Try again in a moment.",
    retryAfter: 10,
  },
  llm_failed: { status: 502, message: "The language model failed. Try again in a moment." },
  llm_timeout: { status: 504, message: "The language model took too long. Try again in a moment." },
  process_failed: {
    status: 503,
    message: "A part of the server failed and is started again. Try again in a moment.",
    retryAfter: 5,
  },
  reranking_failed: { status: 503, message: `The reranking model failed. ${ASK_OPERATOR}` },
  reranking_model_unavailable: {
    status: 503,
    message: `The reranking model isn't available. ${ASK_OPERATOR}`,
  },
  unreadable_document: { status: 422 },
  unsupported_format: { status: 415 },
  weights_unavailable: { status: 503, message: `The weights of the ranking are missing. ${ASK_OPERATOR}` },
};

const INTERNAL_ERROR: PublicError = {
  status: 500,
  code: "internal_error",
  message: `Something went wrong that isn't your request's fault. ${ASK_OPERATOR}`,
  headers: {},
};

/** Whether a text is the code of a FootnoteError. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(RULES, code);
}

/** The one place where errors become HTTP. An unknown error becomes an `internal_error` without details. */
export function publicError(error: unknown): PublicError {
  if (error instanceof HttpError) {
    return { status: error.status, code: error.code, message: error.message, headers: error.headers };
  }
  if (!FootnoteError.is(error)) {
    return INTERNAL_ERROR;
  }
  const rule = RULES[error.code];
  const param = paramOf(error);
  return {
    status: rule.status,
    code: error.code,
    message: rule.message ?? error.message,
    headers: rule.retryAfter === undefined ? {} : { "retry-after": String(rule.retryAfter) },
    ...(param !== undefined && { param }),
  };
}

function paramOf({ cause }: FootnoteError): string | undefined {
  const path = cause instanceof z.ZodError ? cause.issues[0]?.path : undefined;
  return path === undefined || path.length === 0 ? undefined : z.core.toDotPath(path);
}

/** The body of every error answer. */
export function errorBody(error: PublicError, requestId: string) {
  return { error: { code: error.code, message: error.message, requestId } };
}
