/** Every error code there is; `server/` and `cli/` turn them into HTTP statuses and exit codes. */
export type ErrorCode =
  | "aborted"
  | "backup_damaged"
  | "backup_failed"
  | "backup_too_new"
  | "backup_too_old"
  | "backup_unsupported"
  | "cannot_listen"
  | "disk_full"
  | "document_not_found"
  | "documents_folder_empty"
  | "documents_folder_missing"
  | "documents_folder_not_writable"
  | "embedding_failed"
  | "embedding_model_unavailable"
  | "feedback_failed"
  | "feedback_full"
  | "fingerprint_mismatch"
  | "index_busy"
  | "index_damaged"
  | "index_empty"
  | "index_not_writable"
  | "index_too_new"
  | "index_unreadable"
  | "invalid_backup"
  | "invalid_configuration"
  | "invalid_data_set"
  | "invalid_prompt"
  | "invalid_request"
  | "llm_busy"
  | "llm_failed"
  | "llm_timeout"
  | "process_failed"
  | "reranking_failed"
  | "reranking_model_unavailable"
  | "unreadable_document"
  | "unsupported_format"
  | "weights_unavailable";

const MARKER = Symbol.for("footnote.error");

/** An error that is meant to be read: the message says what is wrong and how to correct it. */
export class FootnoteError extends Error {
  override readonly name = "FootnoteError";
  readonly [MARKER] = true;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** Recognises the class across copies of this module, where `instanceof` fails. */
  static is(value: unknown): value is FootnoteError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
