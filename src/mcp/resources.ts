import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type Resource,
  ResourceNotFoundError,
} from "@modelcontextprotocol/server";
import type { DocumentSummary } from "../core/document.js";
import type { McpBackend } from "./backend.js";
import { readResourceUri, resourceUri, windowOf } from "./document-part.js";

/** Documents a page of the list. */
const PAGE_LENGTH = 200;

/** A person attaches a resource, knowing its size, so that it may be longer than what a model fetches by itself. */
const LONGEST_TEXT = 100_000;

const MIME_TYPE = "text/plain";

/** Serves the documents as resources. The SDK's own list knows no pages. */
export function serveResources({ server }: McpServer, backend: McpBackend): void {
  server.registerCapabilities({ resources: {} });
  server.setRequestHandler("resources/list", ({ params }) =>
    guarded(backend, () => list(backend, params?.cursor)),
  );
  server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: [
      {
        name: "document",
        title: "Document",
        uriTemplate: resourceUri("{id}"),
        description:
          "The text of a document, or what stands around a passage, by the ids that the tools give.",
        mimeType: MIME_TYPE,
      },
    ],
  }));
  server.setRequestHandler("resources/read", ({ params: { uri } }) =>
    guarded(backend, () => read(backend, uri)),
  );
}

async function list({ catalogue }: McpBackend, cursor: string | undefined) {
  const after = cursor === undefined ? undefined : pathOf(cursor);
  const documents = await catalogue.documents({
    // One more tells whether there is another page.
    limit: PAGE_LENGTH + 1,
    ...(after !== undefined && { after }),
  });
  const page = documents.slice(0, PAGE_LENGTH);
  const last = page.at(-1);
  return {
    resources: page.map(resourceOf),
    ...(documents.length > PAGE_LENGTH && last !== undefined && { nextCursor: cursorOf(last.path) }),
  };
}

function resourceOf({ id, path, title, format, language, characters, pages }: DocumentSummary): Resource {
  const length = pages === null ? "" : `, ${pages} pages`;
  return {
    uri: resourceUri(id),
    name: path,
    title,
    description: `${format}, ${language}, ${characters} characters${length}`,
    mimeType: MIME_TYPE,
  };
}

async function read({ catalogue }: McpBackend, uri: string) {
  const part = readResourceUri(uri);
  const document = part && (await catalogue.document(part.documentId));
  if (document === undefined) {
    throw new ResourceNotFoundError(uri.slice(0, 200));
  }
  const { text, start, end, previous, next } = windowOf(document, part?.at ?? 0, LONGEST_TEXT);
  const range = `[characters ${start} to ${end} of ${document.text.length}`;
  const notes = [
    ...(previous === undefined ? [] : [`${range}; before: ${resourceUri(previous)}]`]),
    text,
    ...(next === undefined ? [] : [`${range}; continued: ${resourceUri(next)}]`]),
  ];
  return { contents: [{ uri, mimeType: MIME_TYPE, text: notes.join("\n\n") }] };
}

/** The client gets no more of an error than the backend tells; the SDK would send it as it is. */
async function guarded<T>(backend: McpBackend, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ProtocolError
      ? error
      : new ProtocolError(ProtocolErrorCode.InternalError, backend.describeError(error));
  }
}

/** The path of the last document of a page begins the next; a client sees only letters and digits. */
function cursorOf(path: string): string {
  return Buffer.from(path).toString("base64url");
}

function pathOf(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}
