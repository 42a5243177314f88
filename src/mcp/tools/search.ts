import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { placeName } from "../../app/place-name.js";
import { PASSAGE_COUNT } from "../../app/search-result.js";
import type { ScoredPassage } from "../../core/passage.js";
import type { McpBackend } from "../backend.js";
import { passageUrl } from "../links.js";
import {
  checkQuestion,
  knownPlace,
  PLACE,
  READ_ONLY,
  runTool,
  SPAN,
  toolResult,
  UNTRUSTED,
} from "../tool.js";

const INPUT = z.object({
  query: z.string().describe("A question in full, or key words, in any language."),
});

const RESULT = z.object({
  id: z.string().describe("Of the passage, for `fetch`."),
  title: z.string().describe("The document's title, the headings and the page, to be shown."),
  url: z.string().describe("Opens the passage in its document; cite this."),
  documentId: z.string(),
  text: z.string().describe("The passage, word by word as it stands in the document."),
  ...SPAN,
  ...PLACE,
  score: z.number().describe("0 to 1; higher fits better."),
});

const OUTPUT = z.object({ results: z.array(RESULT) });

/**
 * The tool `search`. Its text is what ChatGPT demands of one: a single item with the JSON of `results`, each with `id`,
 * `title` and `url` (https://platform.openai.com/docs/mcp).
 */
export function addSearchTool(server: McpServer, backend: McpBackend): void {
  server.registerTool(
    "search",
    {
      title: "Search the documents",
      description: `Finds passages in the documents that this Footnote server holds, by words and by meaning, best first, also across languages. Use it to look around or to collect material; to have a question answered with checked quotes, use \`ask\`. Each result is one passage: pass its \`id\` to \`fetch\` to read it in its surroundings, and cite its \`url\`. ${UNTRUSTED}`,
      inputSchema: INPUT,
      outputSchema: OUTPUT,
      annotations: READ_ONLY,
    },
    ({ query }, { mcpReq: { signal } }) =>
      runTool(backend, async () => {
        checkQuestion(query, backend);
        const passages = await backend.search(query, PASSAGE_COUNT.byDefault, signal);
        const results = passages.map((passage) => resultOf(passage, backend));
        const shown = results.map(({ id, title, url, text }) => ({
          id,
          title: `${title}: ${beginning(text)}`,
          url,
        }));
        return toolResult(JSON.stringify({ results: shown }), { results });
      }),
  );
}

function resultOf(passage: ScoredPassage, backend: McpBackend): z.output<typeof RESULT> {
  const { id, documentId, text, start, end, score } = passage;
  return {
    id,
    title: placeName(passage),
    url: passageUrl(backend, documentId, passage),
    documentId,
    text,
    start,
    end,
    ...knownPlace(passage),
    score: Math.round(score * 1000) / 1000,
  };
}

const TITLE_CHARACTERS = 80;

/** How a passage begins, on one line: with the title alone, a client couldn't tell the passages of a document apart. */
function beginning(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length <= TITLE_CHARACTERS
    ? `“${line}”`
    : `“${line.slice(0, TITLE_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "")}…”`;
}
