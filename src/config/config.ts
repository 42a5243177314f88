import path from "node:path";
import type { LoadLimits } from "../core/ports/loader.js";
import { INSTALLATION } from "./installation.js";
import { type Environment, readValues } from "./read-values.js";
import { type SignInConfig, signInOf } from "./sign-in.js";
import { type SiteConfig, siteOf } from "./site.js";
import type { Values } from "./variables.js";

/** Where transformer models come from that aren't in a folder. */
interface HubConfig {
  /** Holds downloaded models. */
  readonly cacheDir: string;
  readonly hubUrl: string;
  /** The longest the hub may stay silent, in milliseconds. */
  readonly hubTimeoutMs: number;
}

/** Which model turns text into vectors, and how. The built-in one needs no more than its name. */
interface EmbeddingConfig extends HubConfig {
  /** `builtin`, a local folder, a hub id, or `provider:model`. */
  readonly model: string;
  /** How the weights are stored; for transformer models, like the pooling. */
  readonly quantisation: Values["EMBEDDING_QUANTISATION"];
  /** Undefined is what the model's family uses. */
  readonly pooling: Values["EMBEDDING_POOLING"];
  /** Undefined is what the model's family uses. */
  readonly queryPrefix: string | undefined;
  /** Undefined is what the model's family uses. */
  readonly passagePrefix: string | undefined;
  /** The longest one request to a provider may take, in milliseconds. */
  readonly timeoutMs: number;
  /** To a provider; undefined is no limit but the provider's. */
  readonly requestsPerMinute: number | undefined;
}

/** Which cross-encoder reorders what was found, and how. */
export interface RerankingConfig extends HubConfig {
  /** A local folder, or a hub id. */
  readonly model: string;
  /** How the weights are stored. */
  readonly quantisation: Values["RERANK_QUANTISATION"];
  /** How many passages it reads for each question. */
  readonly candidates: number;
}

/** What one request may cost. */
export interface Limits {
  /** UTF-16 code units. */
  readonly questionCharacters: number;
  readonly bodyBytes: number;
  /** Of one conversation. */
  readonly messages: number;
  /** Questions and searches at the same time. */
  readonly concurrentRequests: number;
  /** Questions and searches that wait for their turn. */
  readonly queue: number;
  /** The longest one may wait for its turn, in milliseconds. */
  readonly queueTimeoutMs: number;
  /** Milliseconds. */
  readonly requestTimeoutMs: number;
  readonly feedbackBytes: number;
}

/** How many requests one caller may send; 0 is no limit. */
export interface RateLimits {
  /** A minute. */
  readonly perKey: number;
  /** A minute. */
  readonly perUser: number;
  /** A minute, of callers without a key or a sign-in. */
  readonly perAddress: number;
  /** Ratings an hour. */
  readonly feedbackPerHour: number;
}

/** What reading one file may cost. */
export interface LoadingLimits extends LoadLimits {
  readonly fileBytes: number;
  /** Milliseconds. */
  readonly timeoutMs: number;
}

/** How text in pictures is recognised. */
export interface OcrConfig {
  readonly program: Exclude<Values["OCR"], "off">;
  /** As the program calls them; undefined are those that are installed and that Footnote knows. */
  readonly languages: readonly string[] | undefined;
}

/** Deeper than any document that a person wrote. */
const DEEPEST_NESTING = 200;

/**
 * Answers of excerpts are this process's own work, which more at the same time only make later, all of them; answers of
 * a language model are mostly waited for.
 */
function usualConcurrency(llm: string): number {
  return llm === "extractive" ? 2 : 32;
}

/** Where an index in PostgreSQL is, and how it is reached. */
export interface PostgresConfig {
  /** May hold a password. */
  readonly url: string;
  /** Of a replica to search in. */
  readonly replicaUrl: string | undefined;
  /** Where a server listens for commits; undefined: at `url`. */
  readonly listenUrl: string | undefined;
  readonly schema: string;
  /** The most connections to each server. */
  readonly poolSize: number;
  readonly timeoutMs: number;
}

/** Everything an operator can set, validated. Paths are absolute. */
export interface Config {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly site: SiteConfig;
  readonly documentsDir: string;
  readonly indexDir: string;
  /** Where readers' ratings of answers go; not a document, wherever it is. */
  readonly feedbackFile: string;
  /** How a running server notices that documents have changed. */
  readonly watch: Values["WATCH"];
  readonly promptsDir: string;
  /** Whether a changed prompt counts at once. */
  readonly reloadPrompts: boolean;
  readonly store: "local" | "postgres";
  /** How the dense leg finds the nearest passages: by an HNSW graph, or by looking at every vector. */
  readonly vectorIndex: Values["VECTOR_INDEX"];
  /** Undefined unless that is the store. */
  readonly postgres: PostgresConfig | undefined;
  readonly embedding: EmbeddingConfig;
  /** Undefined: what was found keeps its order. */
  readonly reranking: RerankingConfig | undefined;
  /** `extractive` or `provider:model`. */
  readonly llm: string;
  /** The longest that a language model may be silent, in milliseconds. */
  readonly llmTimeoutMs: number;
  /** Tokens that a language model's prompt and answer may take together. */
  readonly llmContextTokens: number;
  /** None: the API is open. */
  readonly apiKeys: readonly string[];
  /** Undefined: nobody may change the documents over HTTP. */
  readonly adminKey: string | undefined;
  readonly signIn: SignInConfig;
  /** Origins besides Footnote's own whose pages may call the API. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: Values["LOG_LEVEL"];
  readonly logFormat: Values["LOG_FORMAT"];
  /** Whether questions and answers are logged. */
  readonly logContent: boolean;
  /** Undefined: metrics are on `port`, for the admin key. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Where traces go. */
  readonly otlpEndpoint: string | undefined;
  /** Server processes; undefined: as many as the machine's cores allow. */
  readonly workers: number | undefined;
  /** How long running answers may go on after the server was asked to stop, in milliseconds. */
  readonly shutdownTimeoutMs: number;
  readonly limits: Limits;
  readonly rateLimits: RateLimits;
  readonly loading: LoadingLimits;
  /** Undefined: pictures and scanned pages aren't read. */
  readonly ocr: OcrConfig | undefined;
}

function postgresOf(values: Values, url: string): PostgresConfig {
  return {
    url,
    replicaUrl: values.STORE_REPLICA_URL,
    listenUrl: values.STORE_LISTEN_URL,
    schema: values.STORE_SCHEMA,
    poolSize: values.STORE_POOL_SIZE,
    timeoutMs: values.STORE_TIMEOUT * 1000,
  };
}

/**
 * The configuration that an environment describes. Nothing on disk is looked at.
 * @param environment such as `process.env`
 * @param cwd what relative paths start from
 * @throws FootnoteError `invalid_configuration` that names each variable that is wrong and what it must be
 */
export function loadConfig(environment: Environment, cwd: string): Config {
  const values = readValues(environment);
  const indexDir = path.resolve(cwd, values.INDEX_DIR);
  const hub: HubConfig = {
    cacheDir: path.resolve(cwd, values.EMBEDDING_CACHE_DIR),
    hubUrl: values.EMBEDDING_HUB_URL,
    hubTimeoutMs: values.EMBEDDING_HUB_TIMEOUT * 1000,
  };
  return {
    host: values.HOST,
    port: values.PORT,
    site: siteOf(values),
    documentsDir: path.resolve(cwd, values.DOCUMENTS_DIR),
    indexDir,
    feedbackFile: path.resolve(cwd, values.FEEDBACK_FILE ?? path.join(indexDir, "feedback.jsonl")),
    watch: values.WATCH,
    promptsDir:
      values.PROMPTS_DIR === undefined ? INSTALLATION.prompts : path.resolve(cwd, values.PROMPTS_DIR),
    reloadPrompts: values.NODE_ENV !== "production",
    store: values.STORE === "local" ? "local" : "postgres",
    vectorIndex: values.VECTOR_INDEX,
    postgres: values.STORE === "local" ? undefined : postgresOf(values, values.STORE),
    embedding: {
      model: values.EMBEDDING_MODEL,
      quantisation: values.EMBEDDING_QUANTISATION,
      pooling: values.EMBEDDING_POOLING,
      queryPrefix: values.EMBEDDING_QUERY_PREFIX,
      passagePrefix: values.EMBEDDING_PASSAGE_PREFIX,
      timeoutMs: values.EMBEDDING_TIMEOUT * 1000,
      requestsPerMinute: values.EMBEDDING_REQUESTS_PER_MINUTE,
      ...hub,
    },
    reranking:
      values.RERANK_MODEL === undefined
        ? undefined
        : {
            model: values.RERANK_MODEL,
            quantisation: values.RERANK_QUANTISATION,
            candidates: values.RERANK_CANDIDATES,
            ...hub,
          },
    llm: values.LLM,
    llmTimeoutMs: values.LLM_TIMEOUT * 1000,
    llmContextTokens: values.LLM_CONTEXT_TOKENS,
    apiKeys: values.API_KEYS,
    adminKey: values.ADMIN_KEY,
    signIn: signInOf(values),
    allowedOrigins: values.ALLOWED_ORIGINS,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
    logContent: values.LOG_CONTENT,
    metrics:
      values.METRICS_PORT === undefined
        ? undefined
        : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    workers: values.WORKERS,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT * 1000,
    limits: {
      questionCharacters: values.MAX_QUESTION_CHARACTERS,
      messages: values.MAX_MESSAGES,
      bodyBytes: values.MAX_BODY_BYTES,
      concurrentRequests: values.MAX_CONCURRENT_REQUESTS ?? usualConcurrency(values.LLM),
      queue: values.MAX_QUEUE,
      queueTimeoutMs: values.QUEUE_TIMEOUT * 1000,
      requestTimeoutMs: values.REQUEST_TIMEOUT * 1000,
      feedbackBytes: values.MAX_FEEDBACK_BYTES,
    },
    rateLimits: {
      perKey: values.RATE_LIMIT_PER_KEY,
      perUser: values.RATE_LIMIT_PER_USER,
      perAddress: values.RATE_LIMIT_PER_ADDRESS,
      feedbackPerHour: values.MAX_FEEDBACK_PER_HOUR,
    },
    loading: {
      characters: values.MAX_DOCUMENT_CHARACTERS,
      pages: values.MAX_PAGES,
      unpackedBytes: values.MAX_UNPACKED_BYTES,
      nesting: DEEPEST_NESTING,
      fileBytes: values.MAX_FILE_BYTES,
      timeoutMs: values.LOAD_TIMEOUT * 1000,
    },
    ocr:
      values.OCR === "off" ? undefined : { program: values.OCR, languages: values.OCR_LANGUAGES?.split("+") },
  };
}
