import { INGEST_SCHEMA } from "../../routes/manage-documents.js";
import { type JsonSchema, requestSchema } from "../components.js";
import { BODY_ERRORS, INDEX_ERRORS, INGEST_ERRORS } from "../errors.js";
import { json, type Operation } from "../operation.js";
import {
  ADD_RESULT,
  DOCUMENTS_LIST,
  INGEST_REPORT,
  REMOVED,
  STORED_DOCUMENT,
  SYNC_STATE,
} from "../schemas/documents.js";

/** What `parseForm` takes, which reads the form as it comes and has no schema. */
const FORM: JsonSchema = {
  type: "object",
  properties: {
    file: {
      type: "array",
      items: { type: "string", contentMediaType: "application/octet-stream" },
      minItems: 1,
      description: "Documents, or zip archives of them.",
    },
    folder: { type: "string", description: "Below the documents folder, such as `handbook/2026`." },
  },
  required: ["file"],
};

const ID = { id: "Of a document, as the list says." } as const;

/** Listing, reading, adding and removing documents, and bringing the index up to date. */
export const DOCUMENT_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/documents",
    id: "listDocuments",
    tag: "Documents",
    summary: "Lists documents and the state of the index",
    access: "ask",
    answers: [json(200, "Every file of the documents folder.", DOCUMENTS_LIST)],
    errors: INDEX_ERRORS,
  },
  {
    method: "post",
    path: "/api/documents",
    id: "addDocuments",
    tag: "Documents",
    summary: "Adds or replaces documents",
    description: "Each file is judged alone; if none is taken, the answer is the error.",
    access: "admin",
    body: { mediaType: "multipart/form-data", schema: FORM },
    answers: [json(201, "The index holds them.", ADD_RESULT)],
    errors: [
      "disk_full",
      "documents_folder_not_writable",
      "malformed_form",
      "body_too_large",
      "unsupported_media_type",
      "unsupported_format",
      "unreadable_document",
      "invalid_request",
      ...INGEST_ERRORS,
    ],
  },
  {
    method: "get",
    path: "/api/documents/:id",
    id: "getDocument",
    tag: "Documents",
    summary: "Gives one document with its text",
    access: "ask",
    pathParameters: ID,
    answers: [json(200, "The document.", STORED_DOCUMENT)],
    errors: ["document_not_found", ...INDEX_ERRORS],
  },
  {
    method: "delete",
    path: "/api/documents/:id",
    id: "removeDocument",
    tag: "Documents",
    summary: "Removes one document",
    access: "admin",
    pathParameters: ID,
    answers: [json(200, "The file is gone, from the folder and from the index.", REMOVED)],
    errors: ["document_not_found", "invalid_request", "documents_folder_not_writable", ...INGEST_ERRORS],
  },
  {
    method: "get",
    path: "/api/ingest",
    id: "getSyncState",
    tag: "Documents",
    summary: "Tells how far the index is brought up to date",
    access: "admin",
    answers: [json(200, "The state.", SYNC_STATE)],
    errors: [],
  },
  {
    method: "post",
    path: "/api/ingest",
    id: "ingest",
    tag: "Documents",
    summary: "Brings the index up to date with the folder",
    description: "Answers when that is done.",
    access: "admin",
    body: { mediaType: "application/json", schema: requestSchema(INGEST_SCHEMA), example: {} },
    answers: [json(200, "What was done.", INGEST_REPORT)],
    errors: [...BODY_ERRORS, ...INGEST_ERRORS],
  },
];
