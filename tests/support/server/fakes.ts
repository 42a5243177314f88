import type { Hono } from "hono";
import type { Answer, AnswerEvent } from "../../../src/core/answer.js";
import type { DocumentSummary, StoredDocument } from "../../../src/core/document.js";
import type { RankedPassage, ScoredPassage } from "../../../src/core/passage.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { IndexInfo } from "../../../src/core/ports/store/catalogue.js";
import type { Store } from "../../../src/core/ports/store.js";
import type { IngestReport } from "../../../src/ingest/ingest.js";
import type { IngestScheduler, IngestStatus } from "../../../src/ingest/ingest-scheduler.js";
import type { LoadingPool } from "../../../src/ingest/loading/loading-pool.js";
import { readQuestion } from "../../../src/retrieval/question.js";
import type { Retrieval } from "../../../src/retrieval/retriever.js";
import { type AppDependencies, createApp } from "../../../src/server/app.js";
import { createAnswerMemory } from "../../../src/server/feedback/recent-answers.js";
import type { AppEnv } from "../../../src/server/http/app-env.js";
import { createLogger } from "../../../src/server/log/logger.js";
import { metricsText } from "../../../src/server/metrics/exposition.js";
import { createMetrics } from "../../../src/server/metrics/metrics.js";
import { openDocumentsFolder } from "../../../src/server/uploads/documents-folder.js";
import { emptyReport } from "../ingest/fakes.js";
import { smallMatcher } from "../retrieval/ranked-passages.js";

const summary: DocumentSummary = {
  id: "doc1",
  path: "folder/one.txt",
  title: "One",
  format: "text",
  language: "en",
  bytes: 12,
  characters: 12,
  pages: null,
  notices: [],
  passages: 1,
  contentHash: "00",
  ingestedAt: "2026-01-01T00:00:00.000Z",
};

/** The one document of the fake store. */
export const storedDocument: StoredDocument = {
  ...summary,
  text: "Hello there.",
  headings: [],
  marks: [{ start: 0, kind: "page", value: 1 }],
};

const info: IndexInfo = {
  generation: 1,
  formatVersion: 1,
  fingerprint: null,
  analysis: null,
  isPartial: false,
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
  ...NOWHERE,
  heading: [],
  language: "en",
  score: 0.5,
  scores: { lexical: 0.4, dense: 0.6, ranking: 0.5 },
};

const evidence = { words: 0.1, grams: 0.2, cosine: 0.3, sentenceCosine: 0.4 };
const { score, scores, ...unscored } = passage;
const ranked: RankedPassage = {
  passage: unscored,
  evidence,
  paragraph: { start: 0, end: 12, text: "Hello there.", evidence: { ...evidence, words: 0.9 } },
  sentences: [],
  alignment: null,
  repeated: 0,
  relation: { sameLanguage: true, embedderKnows: true },
  features: null,
  relevance: 0,
  score,
  scores,
};

/** The answer of the fake answerer. */
export const answer: Answer = {
  id: "a1",
  answered: true,
  kind: "answer",
  confidence: 0.9,
  answerability: 0.8,
  language: "en",
  question: "Hello?",
  answer: "Hello there. [1]",
  citations: [
    {
      marker: 1,
      documentId: "doc1",
      title: "One",
      url: "/documents/doc1#0-12",
      ...NOWHERE,
      heading: [],
      start: 0,
      end: 12,
      quote: "Hello there.",
      verified: true,
      reason: "verbatim",
      highlights: [],
    },
  ],
  sentences: [{ start: 0, end: 16, state: "verified" }],
  excerpts: [],
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
  has: async (ids) => [...ids].every((id) => id === summary.id),
  documents: async () => [summary],
  document: async (id) => (id === summary.id ? storedDocument : undefined),
  files: async ({ ids } = {}) =>
    (ids?.has(summary.id) ?? true)
      ? [{ id: summary.id, path: summary.path, bytes: 12, modifiedMs: 0, contentHash: "00", loader: null }]
      : [],
  vectors: async () => new Map(),
  documentInput: unused,
  failures: async () => [],
  isInPlace: async () => true,
  warmUp: async () => undefined,
  keepWarm: async () => undefined,
  settle: async () => undefined,
  search: unused,
  begin: unused,
  close: async () => undefined,
};

/** What the fake retriever finds for any question. */
export const retrieval: Retrieval = {
  question: readQuestion("Hello?", "en", smallMatcher()),
  passages: [ranked],
  found: [{ score: passage.score, ...passage.scores }],
  timings: { embed: 1, lexical: 1, dense: 1, fusion: 1, rerank: 0, total: 4 },
};

/** A report of nothing done. */
export const report: IngestReport = {
  ...emptyReport,
  unchanged: ["folder/one.txt"],
  documents: 1,
  passages: 1,
  durationMs: 1,
};

/** What a scheduler says before its first ingest. */
export const idle: IngestStatus = {
  running: false,
  progress: null,
  lastReport: null,
  lastError: null,
  finishedAt: null,
};

/** A scheduler that finds nothing to do. */
export const scheduler: IngestScheduler = {
  ingest: async () => report,
  status: () => idle,
  watch: async () => undefined,
  onStatus: () => () => undefined,
  close: async () => undefined,
};

/** A loader that no test reaches unless it replaces it. */
export const loader: LoadingPool = { load: unused, close: async () => undefined };

/** Settings as they are by default. */
export const config: AppDependencies["config"] = {
  host: "127.0.0.1",
  site: { publicUrl: undefined, basePath: "", trustedProxies: [] },
  apiKeys: [],
  adminKey: undefined,
  signIn: {
    oidc: undefined,
    trustedHeader: undefined,
    allowedGroups: [],
    adminGroups: [],
    sessionSecret: undefined,
    sessionMs: 3_600_000,
  },
  allowedOrigins: [],
  logContent: false,
  metrics: undefined,
  limits: {
    questionCharacters: 100,
    messages: 200,
    bodyBytes: 2048,
    concurrentRequests: 2,
    queue: 0,
    queueTimeoutMs: 1000,
    requestTimeoutMs: 5000,
    feedbackBytes: 1_000_000,
  },
  rateLimits: { perKey: 0, perUser: 0, perAddress: 0, feedbackPerHour: 0 },
  loading: {
    characters: 1000,
    pages: 10,
    unpackedBytes: 10_000,
    nesting: 10,
    fileBytes: 10_000,
    timeoutMs: 5000,
  },
};

/** An app over the fakes; single parts can be replaced. */
export function createTestApp(replaced: Partial<AppDependencies> = {}): Hono<AppEnv> {
  const metrics = replaced.metrics ?? createMetrics();
  return createApp({
    config,
    store,
    loader,
    folder: openDocumentsFolder("/nowhere"),
    scheduler,
    retriever: { retrieve: async () => retrieval },
    answerer: {
      async *answer() {
        yield* events;
      },
    },
    feedbackFile: { append: async () => undefined },
    readiness: async () => ({ isReady: true, checks: { server: "ok", index: "ok", embedder: "ok" } }),
    metrics,
    metricsText: async () => metricsText([await metrics.snapshot()]),
    answerMemory: createAnswerMemory(),
    shutdown: new AbortController().signal,
    pagesDir: "/nowhere",
    log: createLogger("silent", "json"),
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

/** A `POST /api/feedback` with this body. */
export function feedback(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/api/feedback", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
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
