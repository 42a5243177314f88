import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { StoredDocument } from "../../core/document.js";
import { FootnoteError } from "../../core/errors.js";
import { placeAt } from "../../core/place.js";
import type { McpBackend } from "../backend.js";
import { readId, type TextWindow, windowOf } from "../document-part.js";
import { documentUrl, passageUrl } from "../links.js";
import { knownPlace, PLACE, READ_ONLY, runTool, SPAN, toolResult, UNTRUSTED } from "../tool.js";

/** Some 5,000 tokens: what a client's context takes without trouble, also where it holds text and structure. */
const LONGEST_TEXT = 20_000;

const INPUT = z.object({
  id: z.string().describe("The id of a passage or a document, as another tool gave it."),
});

const PASSAGE = z
  .object({ text: z.string(), ...SPAN, ...PLACE })
  .describe("The passage that was asked for, word by word.");

const METADATA = z.object({
  documentId: z.string(),
  path: z.string().describe("Of the file, in the folder of documents."),
  format: z.string(),
  language: z.string().describe("ISO 639-1; `und` if it can't be told."),
  characters: z.number().describe("Length of the document's whole text."),
  pages: z.number().exactOptional(),
  ...SPAN,
  previous: z.string().exactOptional().describe("The id that fetches the text before `start`."),
  next: z.string().exactOptional().describe("The id that fetches the text after `end`."),
});

const OUTPUT = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string().describe("The document's text from `metadata.start` to `metadata.end`."),
  url: z.string().describe("Opens the document, or the passage in it; cite this."),
  passage: PASSAGE.exactOptional(),
  metadata: METADATA,
});

/**
 * The tool `fetch`. Its text is what ChatGPT demands of one: a single item with the JSON of `id`, `title`, `text`, `url`
 * and `metadata` (https://platform.openai.com/docs/mcp).
 */
export function addFetchTool(server: McpServer, backend: McpBackend): void {
  server.registerTool(
    "fetch",
    {
      title: "Read a document",
      description: `Reads the text of a document. With the id of a passage, from \`search\` or \`ask\`, it gives what stands around it, and the passage between <passage> and </passage>; with the id of a document, its beginning. At most ${LONGEST_TEXT.toLocaleString("en")} characters come at once: \`metadata.next\` and \`metadata.previous\` are ids that fetch what follows and what comes before. ${UNTRUSTED}`,
      inputSchema: INPUT,
      outputSchema: OUTPUT,
      annotations: READ_ONLY,
    },
    ({ id }) =>
      runTool(backend, async () => {
        const part = readId(id);
        const document = part && (await backend.catalogue.document(part.documentId));
        if (document === undefined) {
          throw new FootnoteError(
            "document_not_found",
            "No document has this id. Pass an id on as `search` gave it; a document may have been removed meanwhile.",
          );
        }
        const window = windowOf(document, part?.at ?? 0, LONGEST_TEXT);
        const result = resultOf(id, document, window, backend);
        const { title, url, metadata } = result;
        return toolResult(JSON.stringify({ id, title, text: markedText(window), url, metadata }), result);
      }),
  );
}

function resultOf(
  id: string,
  document: StoredDocument,
  window: TextWindow,
  backend: McpBackend,
): z.output<typeof OUTPUT> {
  const { start, end, text, passage, previous, next } = window;
  return {
    id,
    title: document.title,
    text,
    url:
      passage === undefined ? documentUrl(backend, document.id) : passageUrl(backend, document.id, passage),
    ...(passage !== undefined && {
      passage: {
        text: document.text.slice(passage.start, passage.end),
        start: passage.start,
        end: passage.end,
        ...knownPlace(placeAt(document.marks, passage.start)),
      },
    }),
    metadata: {
      documentId: document.id,
      path: document.path,
      format: document.format,
      language: document.language,
      characters: document.characters,
      ...(document.pages !== null && { pages: document.pages }),
      start,
      end,
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    },
  };
}

/** The window's text with its passage marked. */
function markedText({ text, start, passage }: TextWindow): string {
  if (passage === undefined) {
    return text;
  }
  const [from, to] = [passage.start - start, passage.end - start];
  return `${text.slice(0, from)}<passage>${text.slice(from, to)}</passage>${text.slice(to)}`;
}
