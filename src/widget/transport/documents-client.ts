import type { DocumentSummary, Heading, StoredDocument } from "../../core/document.js";
import { RequestFailed } from "./failure.js";
import { asArray, asCount, asObject, asString, parseJson } from "./json.js";
import { toFailure } from "./read-failure.js";
import { request } from "./request.js";

/** One document of the list. */
export type ListedDocument = Pick<DocumentSummary, "id" | "path" | "title">;

/** A document as the viewer shows it. */
export type ReadDocument = Pick<
  StoredDocument,
  "id" | "path" | "title" | "language" | "characters" | "text" | "headings"
>;

/** Every document there is. @throws RequestFailed */
export async function listDocuments(): Promise<readonly ListedDocument[]> {
  return requestJson("/api/documents", (body) => asArray(documentsOf(body), decodeListed));
}

/** One document with its text. @throws RequestFailed, with code `document_not_found` for an unknown id */
export async function readDocument(id: string): Promise<ReadDocument> {
  return requestJson(`/api/documents/${encodeURIComponent(id)}`, decodeDocument);
}

async function requestJson<T>(url: string, decode: (body: unknown) => T): Promise<T> {
  try {
    const response = await request(url, { headers: { accept: "application/json" } });
    return decode(parseJson(await response.text()));
  } catch (error) {
    throw new RequestFailed(toFailure(error, false));
  }
}

function documentsOf(body: unknown): unknown {
  return asObject(body)["documents"];
}

function decodeListed(value: unknown): ListedDocument {
  const document = asObject(value);
  return {
    id: asString(document["id"]),
    path: asString(document["path"]),
    title: asString(document["title"]),
  };
}

function decodeDocument(value: unknown): ReadDocument {
  const document = asObject(value);
  return {
    ...decodeListed(value),
    language: asString(document["language"]),
    characters: asCount(document["characters"]),
    text: asString(document["text"]),
    headings: asArray(document["headings"], decodeHeading),
  };
}

function decodeHeading(value: unknown): Heading {
  const heading = asObject(value);
  return {
    level: asCount(heading["level"]),
    text: asString(heading["text"]),
    start: asCount(heading["start"]),
    end: asCount(heading["end"]),
  };
}
