import { GoogleGenerativeAIEmbeddings } from "@langchain/google-genai";
import { type ProviderEnvironment, setting } from "../../providers/environment.js";
import { asCode, property, RequestFailure, unreachable } from "../../providers/request-failure.js";
import { type EmbeddingProvider, requireEmbeddingKey } from "./provider.js";

/** A request may hold 100 texts. */
const LIMITS = { concurrency: 5, texts: 100, characters: 100_000 };
/** What Google calls the two sides of a search. */
const TASK_TYPES = { query: "RETRIEVAL_QUERY", passage: "RETRIEVAL_DOCUMENT" };

interface BatchRequest {
  readonly requests: readonly {
    readonly content: { readonly role: string; readonly parts: readonly { readonly text: string }[] };
    readonly taskType: string;
  }[];
}

/** What is used of Google's client. */
interface GoogleClient {
  batchEmbedContents(request: BatchRequest, options: { signal: AbortSignal }): Promise<unknown>;
}

/**
 * LangChain's embeddings, which swallow the errors of `embedDocuments` (a failed batch is empty vectors) and can't
 * be cancelled. Google's client beneath can do both.
 */
class CancellableEmbeddings extends GoogleGenerativeAIEmbeddings {
  async embedBatch(texts: readonly string[], taskType: string, signal: AbortSignal): Promise<unknown> {
    // Private to TypeScript and without a type there; the contract suite notices if it changes.
    const client: GoogleClient = this["client"];
    const requests = texts.map((text) => ({ content: { role: "user", parts: [{ text }] }, taskType }));
    const answer = await client.batchEmbedContents({ requests }, { signal });
    const embeddings = property(answer, "embeddings");
    return Array.isArray(embeddings) ? embeddings.map((item) => property(item, "values")) : undefined;
  }
}

/**
 * A model of Google's Gemini API, or of a server in its place at `GOOGLE_GEMINI_BASE_URL`.
 * @throws FootnoteError `embedding_model_unavailable` without a key
 */
export function openGoogleGenAiEmbeddings(
  model: string,
  environment: ProviderEnvironment,
): EmbeddingProvider {
  const apiKey = requireEmbeddingKey(environment, "GOOGLE_API_KEY", "");
  const baseUrl = setting(environment, "GOOGLE_GEMINI_BASE_URL")?.replace(/\/$/, "");
  const embeddings = new CancellableEmbeddings({ model, apiKey, ...(baseUrl && { baseUrl }) });
  return {
    limits: LIMITS,
    prefix: { query: "", passage: "" },
    task: TASK_TYPES,
    languages: null,
    variables: { key: "GOOGLE_API_KEY", url: "GOOGLE_GEMINI_BASE_URL" },
    ifUnknown: "Check the model's name in EMBEDDING_MODEL",
    async embed(texts, role, signal) {
      try {
        return await embeddings.embedBatch(texts, TASK_TYPES[role], signal);
      } catch (error) {
        throw failureOf(error) ?? error;
      }
    },
    revision: () => Promise.resolve(""),
  };
}

/**
 * The failure in an error of Google's client: in its message where the connection failed, in its properties
 * otherwise.
 */
function failureOf(error: unknown): RequestFailure | undefined {
  const status = property(error, "status");
  if (typeof status === "number") {
    const details = property(error, "errorDetails");
    const all: unknown[] = Array.isArray(details) ? details : [];
    const code = all.reduce<string | null>(
      (found, detail) => found ?? asCode(property(detail, "reason")),
      null,
    );
    const delays = all.map((detail) => parseDelay(property(detail, "retryDelay")));
    return new RequestFailure(
      { kind: "status", status, code },
      delays.find((delay) => delay !== null) ?? null,
    );
  }
  const isOfNetwork =
    error instanceof TypeError || (error instanceof Error && error.message.includes("Error fetching from"));
  return isOfNetwork ? unreachable(error) : undefined;
}

/** A `google.protobuf.Duration` in JSON, such as `3.5s`, in milliseconds. */
function parseDelay(value: unknown): number | null {
  const seconds = typeof value === "string" ? /^(\d+(?:\.\d+)?)s$/.exec(value)?.[1] : undefined;
  return seconds === undefined ? null : Number(seconds) * 1000;
}
