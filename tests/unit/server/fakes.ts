import type { Hono } from "hono";
import type { Answer, AnswerEvent } from "../../../src/core/answer.js";
import type { DocumentSummary, StoredDocument } from "../../../src/core/document.js";
import type { Candidate, ScoredPassage } from "../../../src/core/passage.js";
import type { IndexInfo, Store } from "../../../src/core/ports/store.js";
import type { Retrieval } from "../../../src/retrieval/retriever.js";
import { type AppDependencies, createApp } from "../../../src/server/app.js";
import type { AppEnv } from "../../../src/server/app-env.js";
import { createLogger } from "../../../src/server/logger.js";

const summary: DocumentSummary = {
  id: "doc1",
  path: "folder/one.txt",
  title: "One",
  format: "text",
  language: "en",
  bytes: 12,
  characters: 12,
  passages: 1,
  contentHash: "00",
  ingestedAt: "2026-01-01T00:00:00.000Z",
};

/** The one document of the fake store. */
export const storedDocument: StoredDocument = { ...summary, text: "Hello there.", headings: [] };

const info: IndexInfo = {
  generation: 1,
  formatVersion: 1,
  fingerprint: null,
  documents: 1,
  passages: 1,
  languages: { en: 1 },
  repairs: [],
};

/** The one passage of the fake index. */
export const passage: ScoredPassage = {
  id: "p1",
  documentId: "doc1",
  title: "One",
  start: 0,
  end: 12,
  text: "Hello there.",
  page: null,
  heading: [],
  language: "en",
  score: 0.5,
  scores: { lexical: 0.4, dense: 0.6 },
};

const evidence = { words: 0.1, grams: 0.2, cosine: 0.3, sentenceCosine: 0.4 };
const candidate: Candidate = {
  passage,
  evidence,
  paragraph: { start: 0, end: 12, text: "Hello there.", evidence: { ...evidence, words: 0.9 } },
  sentences: [],
};

/** The answer of the fake answerer. */
export const answer: Answer = {
  id: "a1",
  answered: true,
  language: "en",
  question: "Hello?",
  answer: "Hello there. [1]",
  citations: [
    {
      marker: 1,
      documentId: "doc1",
      title: "One",
      url: "/documents/doc1#0-12",
      page: null,
      heading: [],
      start: 0,
      end: 12,
      quote: "Hello there.",
      verified: true,
    },
  ],
  passages: [passage],
  model: "extractive",
  timings: { retrieval: 1, answer: 2, total: 3 },
};

/** The events of the fake answerer. */
export const events: readonly AnswerEvent[] = [
  { type: "passages", passages: [passage] },
  { type: "delta", text: "Hello there." },
  { type: "delta", text: " [1]" },
  ...answer.citations.map((citation) => ({ type: "citation", citation }) as const),
  { type: "done", answer },
];

const unused = () => Promise.reject(new Error("not part of this test"));

/** A store with one document. */
export const store: Store = {
  info: async () => info,
  documents: async () => [summary],
  document: async (id) => (id === summary.id ? storedDocument : undefined),
  files: unused,
  search: unused,
  begin: unused,
  close: async () => undefined,
};

/** What the fake retriever finds for any question. */
export const retrieval: Retrieval = {
  question: "Hello?",
  language: "en",
  context: [{ ...candidate, score: passage.score }],
  passages: [passage],
  timings: { embed: 1, lexical: 1, dense: 1, fusion: 1, total: 4 },
};

/** Settings as they are by default. */
export const config: AppDependencies["config"] = {
  host: "127.0.0.1",
  apiKeys: [],
  allowedOrigins: [],
  limits: { questionCharacters: 100, bodyBytes: 2048, concurrentRequests: 2, requestTimeoutMs: 5000 },
};

/** An app over the fakes; single parts can be replaced. */
export function createTestApp(replaced: Partial<AppDependencies> = {}): Hono<AppEnv> {
  return createApp({
    config,
    store,
    retriever: { retrieve: async () => retrieval },
    answerer: {
      async *answer() {
        yield* events;
      },
    },
    isReady: async () => true,
    pagesDir: "/nowhere",
    log: createLogger("silent"),
    ...replaced,
  });
}

/** A `POST /api/chat` with this body. */
export function chat(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

/** A conversation of one question. */
export function question(content = "Hello?") {
  return { messages: [{ role: "user", content }] };
}

/** Reads the events of a stream in order. */
export function parseEvents(stream: string): { event: string; data: unknown }[] {
  return stream
    .split("\n\n")
    .filter((block) => block !== "" && !block.startsWith(":"))
    .map((block) => {
      const [event = "", data = ""] = block.split("\n");
      return { event: event.replace(/^event: /, ""), data: JSON.parse(data.replace(/^data: /, "")) };
    });
}

/** The error an answer tells of. */
export async function errorOf(
  response: Response,
): Promise<{ readonly code: string; readonly message: string; readonly requestId: string }> {
  const { error } = (await response.json()) as { readonly error: Awaited<ReturnType<typeof errorOf>> };
  return error;
}
