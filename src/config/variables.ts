import type { z } from "zod";
import {
  API_KEY,
  BASE_PATH,
  commaSeparated,
  FLAG,
  HEADER_NAME,
  HOST,
  HTTP_URL,
  NETWORK,
  OCR_LANGUAGES,
  OIDC_SCOPES,
  ORIGIN,
  oneOf,
  POSTGRES_URL,
  PREFIX,
  PUBLIC_URL,
  SCHEMA_NAME,
  SECRET,
  STORE,
  TEXT,
  wholeNumber,
} from "./schemas.js";

/** One environment variable: what it is for, what it may be, and what it is if nobody sets it. */
export interface Variable<T> {
  /** One line for a person who sets it up. */
  readonly description: string;
  /** In the form a person would write it; null is no value. */
  readonly default: string | null;
  /** Completes the sentence "NAME must be …". */
  readonly expected: string;
  /** Its value never appears in a message. */
  readonly secret?: true;
  readonly schema: z.ZodType<T, string>;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const LOG_FORMATS = ["auto", "text", "json"] as const;
const QUANTISATIONS = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"] as const;
const VECTOR_INDEXES = ["hnsw", "exact"] as const;
const WATCH_MODES = ["events", "polling", "off"] as const;
const POOLINGS = ["mean", "cls", "last_token"] as const;
const OCR_PROGRAMS = ["off", "tesseract"] as const;
const DAY = 24 * 60 * 60;

/**
 * Every setting of Footnote, in the order of `.env.example`. The keys and addresses of providers (`OPENAI_API_KEY` and the
 * like) are read where their models are opened.
 */
export const VARIABLES = {
  HOST: {
    description: "Address to listen on; 0.0.0.0 is every network interface.",
    default: "127.0.0.1",
    expected: "a host name or an IP address, without a port",
    schema: HOST,
  },
  PORT: {
    description: "Port to listen on; 0 takes any free one.",
    default: "3000",
    expected: "a whole number from 0 to 65535",
    schema: wholeNumber(0, 65_535),
  },
  PUBLIC_URL: {
    description:
      "Address that people reach Footnote by, such as https://docs.example.com; makes the links in answers absolute.",
    default: null,
    expected: "an http or https address without a query, such as https://docs.example.com",
    schema: PUBLIC_URL,
  },
  BASE_PATH: {
    description: "Path that everything is served under, such as /footnote; by default that of PUBLIC_URL.",
    default: null,
    expected: "a path such as /footnote, of letters, digits, -, . and _ between slashes",
    schema: BASE_PATH,
  },
  TRUSTED_PROXIES: {
    description:
      "Addresses or networks between commas of the reverse proxies whose X-Forwarded headers are believed, such as 127.0.0.1,10.0.0.0/8.",
    default: "",
    expected: "IP addresses or networks between commas, such as 127.0.0.1,10.0.0.0/8",
    schema: commaSeparated(NETWORK),
  },
  DOCUMENTS_DIR: {
    description: "Folder of the documents that are answered from.",
    default: "documents",
    expected: "a folder",
    schema: TEXT,
  },
  INDEX_DIR: {
    description: "Folder of the index; Footnote writes it.",
    default: "index",
    expected: "a folder",
    schema: TEXT,
  },
  FEEDBACK_FILE: {
    description: "File for what readers think of answers; the default is feedback.jsonl in INDEX_DIR.",
    default: null,
    expected: "a file",
    schema: TEXT,
  },
  WATCH: {
    description:
      "How the running server notices changed documents: events, polling (for network folders), or off.",
    default: "events",
    expected: `one of ${WATCH_MODES.join(", ")}`,
    schema: oneOf(WATCH_MODES),
  },
  PROMPTS_DIR: {
    description: "Folder of the prompt templates; the default is the one that comes with Footnote.",
    default: null,
    expected: "a folder",
    schema: TEXT,
  },
  NODE_ENV: {
    description:
      "production keeps the prompts as they were at the start; otherwise a changed one counts at once.",
    default: "development",
    expected: "text, such as production",
    schema: TEXT,
  },
  STORE: {
    description:
      "Where the index lives: local (files in INDEX_DIR), or a postgres:// URL of PostgreSQL 14 or later with pgvector 0.8 or later.",
    default: "local",
    expected: "local, or a URL such as postgres://user:password@host:5432/database",
    // A database URL may hold a password.
    secret: true,
    schema: STORE,
  },
  VECTOR_INDEX: {
    description:
      "How the passages nearest to a question are found: hnsw (a graph, kept beside the index), or exact (every vector is looked at, which misses nothing).",
    default: "hnsw",
    expected: `one of ${VECTOR_INDEXES.join(", ")}`,
    schema: oneOf(VECTOR_INDEXES),
  },
  STORE_REPLICA_URL: {
    description:
      "postgres:// URL of a replica of that database to search in; the primary is asked where it can't.",
    default: null,
    expected: "a URL such as postgres://user:password@host:5432/database",
    secret: true,
    schema: POSTGRES_URL,
  },
  STORE_LISTEN_URL: {
    description:
      "postgres:// URL of the same database without a pooler, where a server listens for commits; STORE by default.",
    default: null,
    expected: "a URL such as postgres://user:password@host:5432/database",
    secret: true,
    schema: POSTGRES_URL,
  },
  STORE_SCHEMA: {
    description:
      "Schema in that database that the index has for itself, so that several Footnotes can share it.",
    default: "footnote",
    expected: "a name of up to 40 small letters, digits and _, beginning with a letter",
    schema: SCHEMA_NAME,
  },
  STORE_POOL_SIZE: {
    description: "The most connections that a process has to the database at once, and to its replica.",
    default: "10",
    expected: "a whole number from 2 to 200",
    schema: wholeNumber(2, 200),
  },
  STORE_TIMEOUT: {
    description: "Seconds that connecting to the database may take, and each statement of a question.",
    default: "10",
    expected: "a whole number from 1 to 300",
    schema: wholeNumber(1, 300),
  },
  EMBEDDING_MODEL: {
    description:
      "Embedding model: builtin, a folder, a hub id (Xenova/multilingual-e5-small), or openai:, ollama: or google-genai:model.",
    default: "builtin",
    expected: "builtin, a folder, a hub id, or provider:model",
    schema: TEXT,
  },
  EMBEDDING_QUANTISATION: {
    description: `How the weights of a transformer model are stored: ${QUANTISATIONS.join(", ")}.`,
    default: "q8",
    expected: `one of ${QUANTISATIONS.join(", ")}`,
    schema: oneOf(QUANTISATIONS),
  },
  EMBEDDING_POOLING: {
    description: `How token vectors become one: ${POOLINGS.join(", ")}; by default what the model's family uses.`,
    default: null,
    expected: `one of ${POOLINGS.join(", ")}`,
    schema: oneOf(POOLINGS),
  },
  EMBEDDING_QUERY_PREFIX: {
    description: "Put before a question, quoted; none is no prefix; by default what the model's family uses.",
    default: null,
    expected: "text",
    schema: PREFIX,
  },
  EMBEDDING_PASSAGE_PREFIX: {
    description: "Put before a passage, quoted; none is no prefix; by default what the model's family uses.",
    default: null,
    expected: "text",
    schema: PREFIX,
  },
  EMBEDDING_CACHE_DIR: {
    description: "Folder for models downloaded from the hub.",
    default: ".cache/models",
    expected: "a folder",
    schema: TEXT,
  },
  EMBEDDING_HUB_URL: {
    description: "Address of the hub, or of a mirror of it.",
    default: "https://huggingface.co/",
    expected: "an http or https address",
    schema: HTTP_URL,
  },
  EMBEDDING_HUB_TIMEOUT: {
    description: "Seconds the hub may stay silent; a slow download may take longer.",
    default: "30",
    expected: `a whole number of seconds from 1 to ${DAY}`,
    schema: wholeNumber(1, DAY),
  },
  EMBEDDING_TIMEOUT: {
    description: "Seconds one request to a provider of embedding models may take.",
    default: "60",
    expected: "a whole number of seconds from 1 to 600",
    schema: wholeNumber(1, 600),
  },
  EMBEDDING_REQUESTS_PER_MINUTE: {
    description:
      "Requests a minute to a provider of embedding models; by default no limit but the provider's.",
    default: null,
    expected: "a whole number from 1 to 100000",
    schema: wholeNumber(1, 100_000),
  },
  RERANK_MODEL: {
    description:
      "Cross-encoder that reorders what was found: a local folder, or a hub id such as Xenova/bge-reranker-base.",
    default: null,
    expected: "a folder or a hub id",
    schema: TEXT,
  },
  RERANK_QUANTISATION: {
    description: `How the weights of the cross-encoder are stored: ${QUANTISATIONS.join(", ")}.`,
    default: "q8",
    expected: `one of ${QUANTISATIONS.join(", ")}`,
    schema: oneOf(QUANTISATIONS),
  },
  RERANK_CANDIDATES: {
    description: "How many of the best passages the cross-encoder reads for each question.",
    default: "20",
    expected: "a whole number from 1 to 100",
    schema: wholeNumber(1, 100),
  },
  LLM: {
    description:
      "Who writes the answers: extractive (no key, no network) or provider:model: openai:, anthropic:, google-genai:, ollama:, llama-cpp:file.gguf.",
    default: "extractive",
    expected: "extractive or provider:model, such as openai:gpt-5-mini",
    schema: TEXT.refine((value) => value === "extractive" || /^[a-z][a-z\d_-]*:\S+$/.test(value)),
  },
  LLM_TIMEOUT: {
    description: "Seconds a language model may be silent, before its first word and between two.",
    default: "60",
    expected: "a whole number of seconds from 1 to 600",
    schema: wholeNumber(1, 600),
  },
  LLM_CONTEXT_TOKENS: {
    description:
      "Tokens that prompt and answer of a language model may take together; passages are fitted to it.",
    default: "8192",
    expected: "a whole number from 2048 to 1000000",
    schema: wholeNumber(2048, 1_000_000),
  },
  API_KEYS: {
    description:
      "Keys between commas; with any, /api, /v1 and /mcp need one as `Authorization: Bearer` or `x-api-key`.",
    default: "",
    expected: "keys between commas, each of visible ASCII characters without blanks",
    secret: true,
    schema: commaSeparated(API_KEY),
  },
  ADMIN_KEY: {
    description:
      "Key that may add and remove documents, sent as API keys are; without one, nobody may over HTTP.",
    default: null,
    expected: "a key of visible ASCII characters without blanks",
    secret: true,
    schema: API_KEY,
  },
  OIDC_ISSUER: {
    description:
      "Sign-in by OpenID Connect: the provider's address, such as https://login.example.com/realms/staff; needs PUBLIC_URL.",
    default: null,
    expected: "an http or https address",
    schema: HTTP_URL,
  },
  OIDC_CLIENT_ID: {
    description: "Footnote's client id with that provider.",
    default: null,
    expected: "text",
    schema: TEXT,
  },
  OIDC_CLIENT_SECRET: {
    description: "Its secret; without one it is a public client, protected by PKCE alone.",
    default: null,
    expected: "text",
    secret: true,
    schema: TEXT,
  },
  OIDC_SCOPES: {
    description: "Scopes to ask for, between blanks.",
    default: "openid profile email",
    expected: "scopes between blanks, openid among them",
    schema: OIDC_SCOPES,
  },
  OIDC_GROUPS_CLAIM: {
    description: "Claim of the provider's ID token or user info that lists a person's groups.",
    default: "groups",
    expected: "a claim's name",
    schema: TEXT,
  },
  TRUSTED_HEADER: {
    description:
      "Sign-in by a reverse proxy: the header in which one of TRUSTED_PROXIES names the person, such as X-Forwarded-User.",
    default: null,
    expected: "a header's name",
    schema: HEADER_NAME,
  },
  TRUSTED_GROUPS_HEADER: {
    description: "The header in which that proxy lists the person's groups between commas.",
    default: null,
    expected: "a header's name",
    schema: HEADER_NAME,
  },
  ALLOWED_GROUPS: {
    description: "Groups between commas whose members may sign in; by default everybody who can.",
    default: "",
    expected: "groups between commas",
    schema: commaSeparated(TEXT),
  },
  ADMIN_GROUPS: {
    description: "Groups between commas whose members may add and remove documents, as with ADMIN_KEY.",
    default: "",
    expected: "groups between commas",
    schema: commaSeparated(TEXT),
  },
  SESSION_SECRET: {
    description:
      "Seals the cookies of people who are signed in; at least 32 characters. By default made at random and kept in INDEX_DIR.",
    default: null,
    expected: "at least 32 characters",
    secret: true,
    schema: SECRET,
  },
  SESSION_HOURS: {
    description: "Hours after which a person has to sign in again.",
    default: "12",
    expected: "a whole number from 1 to 720",
    schema: wholeNumber(1, 720),
  },
  ALLOWED_ORIGINS: {
    description: "Origins between commas whose pages may call the API, besides Footnote's own pages.",
    default: "",
    expected: "origins between commas, such as https://www.example.com, without a path or a slash at the end",
    schema: commaSeparated(ORIGIN),
  },
  LOG_LEVEL: {
    description: `What is logged to stderr: ${LOG_LEVELS.join(", ")}.`,
    default: "info",
    expected: `one of ${LOG_LEVELS.join(", ")}`,
    schema: oneOf(LOG_LEVELS),
  },
  LOG_FORMAT: {
    description: "How it is logged: text (for people), json, or auto: text on a terminal, json elsewhere.",
    default: "auto",
    expected: `one of ${LOG_FORMATS.join(", ")}`,
    schema: oneOf(LOG_FORMATS),
  },
  LOG_CONTENT: {
    description: "Whether questions and answers are logged: true or false.",
    default: "false",
    expected: "true or false",
    schema: FLAG,
  },
  METRICS_PORT: {
    description:
      "Port on which /metrics is open without a key, on METRICS_HOST; by default /metrics is on PORT and needs ADMIN_KEY.",
    default: null,
    expected: "a whole number from 0 to 65535",
    schema: wholeNumber(0, 65_535),
  },
  METRICS_HOST: {
    description: "Address that METRICS_PORT listens on.",
    default: "127.0.0.1",
    expected: "a host name or an IP address, without a port",
    schema: HOST,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    description:
      "Address that traces are sent to by OTLP over HTTP, such as http://127.0.0.1:4318; none by default.",
    default: null,
    expected: "an http or https address",
    schema: HTTP_URL,
  },
  WORKERS: {
    description:
      "Server processes that answer; by default one less than the cores that may be used, at least 1.",
    default: null,
    expected: "a whole number from 1 to 64",
    schema: wholeNumber(1, 64),
  },
  SHUTDOWN_TIMEOUT: {
    description: "Seconds that running answers may go on after the server was asked to stop.",
    default: "5",
    expected: "a whole number of seconds from 0 to 600",
    schema: wholeNumber(0, 600),
  },
  OCR: {
    description:
      "What reads pictures and scanned pages of PDFs: off, or tesseract (a program of that name; see docs/ocr.md).",
    default: "off",
    expected: `one of ${OCR_PROGRAMS.join(", ")}`,
    schema: oneOf(OCR_PROGRAMS),
  },
  OCR_LANGUAGES: {
    description:
      "Languages of such text, as in deu+eng; by default those of deu, eng, spa, fra, ita and nld that are installed.",
    default: null,
    expected: "names of tesseract's languages joined by +, such as deu+eng",
    schema: OCR_LANGUAGES,
  },
  MAX_QUESTION_CHARACTERS: {
    description: "Longest question, in characters.",
    default: "2000",
    expected: "a whole number from 1 to 100000",
    schema: wholeNumber(1, 100_000),
  },
  MAX_MESSAGES: {
    description: "Most messages of one conversation, questions and answers together.",
    default: "200",
    expected: "a whole number from 1 to 10000",
    schema: wholeNumber(1, 10_000),
  },
  MAX_BODY_BYTES: {
    description: "Largest body of a request, in bytes.",
    default: "1048576",
    expected: "a whole number from 1024 to 104857600",
    schema: wholeNumber(1024, 104_857_600),
  },
  MAX_CONCURRENT_REQUESTS: {
    description:
      "Questions and searches worked on at the same time; more wait in a queue. By default 2, or 32 with a language model.",
    default: null,
    expected: "a whole number from 1 to 10000",
    schema: wholeNumber(1, 10_000),
  },
  MAX_QUEUE: {
    description: "Questions and searches that may wait for their turn; more are answered with status 503.",
    default: "256",
    expected: "a whole number from 0 to 100000",
    schema: wholeNumber(0, 100_000),
  },
  QUEUE_TIMEOUT: {
    description: "Seconds that one may wait for its turn; then it is answered with status 503.",
    default: "10",
    expected: "a whole number of seconds from 1 to 600",
    schema: wholeNumber(1, 600),
  },
  REQUEST_TIMEOUT: {
    description: "Seconds a question or a search may take.",
    default: "120",
    expected: "a whole number of seconds from 1 to 3600",
    schema: wholeNumber(1, 3600),
  },
  RATE_LIMIT_PER_KEY: {
    description: "Requests a minute with one API key; 0 is no limit.",
    default: "600",
    expected: "a whole number from 0 to 1000000",
    schema: wholeNumber(0, 1_000_000),
  },
  RATE_LIMIT_PER_USER: {
    description: "Requests a minute of one person who is signed in; 0 is no limit.",
    default: "120",
    expected: "a whole number from 0 to 1000000",
    schema: wholeNumber(0, 1_000_000),
  },
  RATE_LIMIT_PER_ADDRESS: {
    description:
      "Requests a minute from one address without a key or a sign-in; 0 is no limit. This machine's own addresses have none.",
    default: "120",
    expected: "a whole number from 0 to 1000000",
    schema: wholeNumber(0, 1_000_000),
  },
  MAX_FEEDBACK_PER_HOUR: {
    description: "Ratings that one reader may send an hour; 0 is no limit.",
    default: "100",
    expected: "a whole number from 0 to 100000",
    schema: wholeNumber(0, 100_000),
  },
  MAX_FEEDBACK_BYTES: {
    description: "Largest feedback file, in bytes; then no more is taken until it is moved away.",
    default: "67108864",
    expected: "a whole number from 1024 to 2000000000",
    schema: wholeNumber(1024, 2_000_000_000),
  },
  MAX_FILE_BYTES: {
    description: "Largest file that is read or uploaded, in bytes.",
    default: "104857600",
    expected: "a whole number from 1024 to 2000000000",
    schema: wholeNumber(1024, 2_000_000_000),
  },
  MAX_DOCUMENT_CHARACTERS: {
    description: "Longest text of a document, in characters.",
    default: "10000000",
    expected: "a whole number from 1000 to 500000000",
    schema: wholeNumber(1000, 500_000_000),
  },
  MAX_PAGES: {
    description: "Most pages, slides or sheets of a document.",
    default: "5000",
    expected: "a whole number from 1 to 1000000",
    schema: wholeNumber(1, 1_000_000),
  },
  MAX_UNPACKED_BYTES: {
    description: "Most bytes that a packed file such as DOCX or EPUB may unpack to.",
    default: "268435456",
    expected: "a whole number from 1024 to 2000000000",
    schema: wholeNumber(1024, 2_000_000_000),
  },
  LOAD_TIMEOUT: {
    description: "Seconds that reading one file may take; with OCR, that each page may take.",
    default: "60",
    expected: "a whole number of seconds from 1 to 3600",
    schema: wholeNumber(1, 3600),
  },
} as const satisfies Record<string, Variable<unknown>>;

type VariableName = keyof typeof VARIABLES;

/** The value of each variable; undefined only where there is no default. */
export type Values = {
  readonly [Name in VariableName]:
    | z.output<(typeof VARIABLES)[Name]["schema"]>
    | ((typeof VARIABLES)[Name]["default"] extends null ? undefined : never);
};
