import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { finishAnswer } from "../../answering/answerer.js";
import { inertMarkdown } from "../../answering/inert-markdown.js";
import { placeName } from "../../app/place-name.js";
import { type Answer, type Citation, SURE, VERIFICATION_REASONS } from "../../core/answer.js";
import { FootnoteError } from "../../core/errors.js";
import { passageId } from "../../core/passage.js";
import type { McpBackend } from "../backend.js";
import { passageUrl } from "../links.js";
import { createProgress, withProgress } from "../progress.js";
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

const MOST_DOCUMENTS = 100;

const INPUT = z.object({
  question: z.string().describe("One question in full, in the user's language."),
  documents: z
    .array(z.string())
    .min(1)
    .max(MOST_DOCUMENTS)
    .exactOptional()
    .describe("Asks only these documents, by `documentId`; leave it out to ask all."),
});

const CITATION = z.object({
  marker: z.number().describe("The number in the answer's marker: 1 for `[1]`."),
  id: z.string().describe("Of the quote, for `fetch`."),
  documentId: z.string(),
  title: z.string().describe("The document's title, the headings and the page, to be shown."),
  url: z.string().describe("Opens the quote in its document; cite this."),
  quote: z.string().describe("Word by word as it stands in the document."),
  verified: z.boolean().describe("Whether the quote was checked and supports its sentence."),
  reason: z.enum(VERIFICATION_REASONS).describe("Why it is verified or isn't."),
  ...SPAN,
  ...PLACE,
});

const OUTPUT = z.object({
  answer: z.string().describe("With markers such as `[1]` for the citations."),
  outcome: z
    .enum(["answer", "excerpts", "refusal", "small_talk"])
    .describe(
      "`answer`: from the documents; `excerpts`: they don't answer outright, these passages come closest; `refusal`: they don't say; `small_talk`: no question.",
    ),
  confidence: z
    .number()
    .describe(
      `0 to 1, how likely the answer is right; below ${SURE} say that it isn't certain. Of \`excerpts\` and a \`refusal\`, how likely an answer would have been.`,
    ),
  language: z.string().describe("ISO 639-1, of the question."),
  citations: z.array(CITATION),
  missing: z.array(z.string()).exactOptional().describe("Words of the question that no document holds."),
  topics: z
    .array(z.string())
    .exactOptional()
    .describe("What the passages nearest to the question are about."),
});

/** The tool `ask`: Footnote's own answer, with quotes that were checked. */
export function addAskTool(server: McpServer, backend: McpBackend): void {
  server.registerTool(
    "ask",
    {
      title: "Ask the documents",
      description: `Answers a question from the documents that this Footnote server holds, and from nothing else. Sentences carry markers such as [1] for quotes, which were compared with the document word by word; \`verified\` says whether a quote supports its sentence. \`outcome\` says whether the documents hold an answer: where they don't, don't make one up. Ask one question at a time that can be understood by itself, and keep markers and sources when you pass the answer on. ${UNTRUSTED}`,
      inputSchema: INPUT,
      outputSchema: OUTPUT,
      annotations: READ_ONLY,
    },
    ({ question, documents }, { mcpReq }) =>
      runTool(backend, async () => {
        checkQuestion(question, backend);
        if (documents !== undefined && !(await backend.catalogue.has(documents))) {
          throw new FootnoteError("document_not_found", "documents: An id is unknown. `search` gives them.");
        }
        const progress = createProgress(mcpReq);
        const answer = await backend.answer(
          {
            messages: [{ role: "user", content: question }],
            ...(documents !== undefined && { documents }),
          },
          mcpReq.signal,
          (events) => finishAnswer(withProgress(events, progress)),
        );
        const result = resultOf(answer, backend);
        return toolResult(answerText(answer, result), result);
      }),
  );
}

function resultOf(answer: Answer, backend: McpBackend): z.output<typeof OUTPUT> {
  const { kind, confidence, language, citations, hints } = answer;
  return {
    answer: inertMarkdown(answer.answer),
    outcome: kind,
    confidence: Math.round(confidence * 1000) / 1000,
    language,
    citations: citations.map((citation) => citationOf(citation, backend)),
    ...(hints !== undefined && { missing: [...hints.missing], topics: [...hints.topics] }),
  };
}

function citationOf(citation: Citation, backend: McpBackend): z.output<typeof CITATION> {
  const { marker, documentId, quote, verified, reason, start, end } = citation;
  return {
    marker,
    id: passageId(documentId, citation),
    documentId,
    title: placeName(citation),
    url: passageUrl(backend, documentId, citation),
    quote,
    verified,
    reason,
    start,
    end,
    ...knownPlace(citation),
  };
}

/** The answer for a model that reads only text: with its outcome, and its sources as a list. */
function answerText({ kind, confidence }: Answer, { answer, citations }: z.output<typeof OUTPUT>): string {
  const outcome = outcomeText(kind, confidence);
  return [
    answer,
    ...(outcome === "" ? [] : [outcome]),
    ...(citations.length === 0 ? [] : [["Sources:", ...citations.map(sourceText)].join("\n")]),
  ].join("\n\n");
}

function outcomeText(kind: Answer["kind"], confidence: number): string {
  switch (kind) {
    case "answer":
      return `Answered from the documents${confidence < SURE ? ", but not certain" : ""} (confidence ${confidence.toFixed(2)}).`;
    case "excerpts":
      return "The documents don't answer this outright; the passages above come closest.";
    case "refusal":
      return "The documents don't answer this.";
    case "small_talk":
      return "";
  }
}

function sourceText({ marker, title, url, quote, verified, reason }: z.output<typeof CITATION>): string {
  // A verbatim quote stands in the answer already.
  const checked =
    reason === "verbatim"
      ? "verified: quoted word by word"
      : `${verified ? "verified" : "not verified"}: ${JSON.stringify(quote)}`;
  return `[${marker}] ${title}\n    ${url}\n    ${checked}`;
}
