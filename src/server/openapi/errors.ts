/** When each error that an operation names is answered; its status is the one that the server gives it. */
export const ERRORS = {
  malformed_json: [400, "the body isn't JSON in UTF-8"],
  malformed_form: [400, "the form is broken, ends early or has too many parts"],
  unauthorized: [401, "there is no key and no sign-in, or a wrong key"],
  admin_disabled: [403, "the server has neither `ADMIN_KEY` nor `ADMIN_GROUPS`"],
  not_admin: [403, "the person who is signed in is no administrator"],
  metrics_disabled: [403, "the server has neither `ADMIN_KEY` nor `METRICS_PORT`"],
  host_not_allowed: [403, "the server isn't served under this name"],
  origin_not_allowed: [403, "the page's origin isn't in `ALLOWED_ORIGINS`"],
  document_not_found: [404, "no document has this id"],
  model_not_found: [404, "there is no other model than `footnote`"],
  body_too_large: [413, "the body is longer than allowed"],
  unsupported_media_type: [415, "`Content-Type` isn't what is taken here"],
  unsupported_format: [415, "no file of the upload has a supported format"],
  invalid_request: [422, "a field or parameter is wrong; the message names it"],
  unknown_document: [422, "`documents` holds an id that no document has"],
  unreadable_document: [422, "no file of the upload can be read"],
  too_many_requests: [429, "too much was sent in a short time"],
  internal_error: [500, "a fault of Footnote"],
  llm_failed: [502, "the language model failed"],
  aborted: [503, "the request was cancelled, such as by the server stopping"],
  documents_folder_empty: [503, "the documents folder is empty all at once"],
  documents_folder_not_writable: [503, "the documents folder can't be written"],
  documents_folder_missing: [503, "the documents folder can't be read"],
  embedding_failed: [503, "the embedding model failed"],
  feedback_failed: [503, "the rating can't be stored"],
  feedback_full: [503, "there is no room for more ratings"],
  fingerprint_mismatch: [503, "the index was made with another embedding model"],
  index_busy: [503, "another process writes the index"],
  index_damaged: [503, "the index is damaged"],
  index_empty: [503, "there are no documents yet"],
  index_unreadable: [503, "the disk of the index fails"],
  index_not_writable: [503, "the disk is full, or the index can't be written"],
  llm_busy: [503, "the language model has too much to do"],
  process_failed: [503, "a part of the server failed and is started again"],
  reranking_failed: [503, "the reranking model failed"],
  shutting_down: [503, "the server is being stopped"],
  too_busy: [503, "too many questions wait, or this one has waited too long"],
  llm_timeout: [504, "the language model was silent for too long"],
  disk_full: [507, "the disk of the documents folder is full"],
  timeout: [504, "the answer took too long"],
} as const satisfies Readonly<Record<string, readonly [status: number, when: string]>>;

/** The code of an error that is described. */
export type DescribedError = keyof typeof ERRORS;

/** What a JSON body can have wrong. */
export const BODY_ERRORS = [
  "malformed_json",
  "body_too_large",
  "unsupported_media_type",
  "invalid_request",
] as const satisfies readonly DescribedError[];

/** What reading the index can fail with. */
export const INDEX_ERRORS = [
  "index_damaged",
  "index_unreadable",
  "process_failed",
] as const satisfies readonly DescribedError[];

/** What bringing the index up to date can fail with. */
export const INGEST_ERRORS = [
  "aborted",
  "documents_folder_empty",
  "documents_folder_missing",
  "embedding_failed",
  "index_busy",
  "index_not_writable",
  ...INDEX_ERRORS,
] as const satisfies readonly DescribedError[];

/** What a search can fail with, and an answer, which begins with one. */
export const SEARCH_ERRORS = [
  "aborted",
  "embedding_failed",
  "fingerprint_mismatch",
  "index_empty",
  "reranking_failed",
  "too_busy",
  "timeout",
  ...INDEX_ERRORS,
] as const satisfies readonly DescribedError[];

/** What an answer can fail with. */
export const ANSWER_ERRORS = [
  "llm_failed",
  "llm_busy",
  "llm_timeout",
  "shutting_down",
  ...SEARCH_ERRORS,
] as const satisfies readonly DescribedError[];
