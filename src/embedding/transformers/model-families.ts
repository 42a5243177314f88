import type { Fingerprint } from "../../core/ports/embedder.js";

/** How the vectors of a text's tokens become one. */
export type Pooling = Exclude<Fingerprint["pooling"], "unknown">;

/** How a model has to be used. */
export interface ModelUsage {
  readonly pooling: Pooling;
  readonly prefix: Fingerprint["prefix"];
  /** ISO 639-1 codes; null for a multilingual model, and where it isn't known. */
  readonly languages: readonly string[] | null;
}

const NO_PREFIX = { query: "", passage: "" };
const E5 = { query: "query: ", passage: "passage: " };
const RETRIEVE = { query: "Represent this sentence for searching relevant passages: ", passage: "" };
const TASK = "Instruct: Given a web search query, retrieve relevant passages that answer the query\n";
const SEARCH = { query: "search_query: ", passage: "search_document: " };
const ENGLISH = ["en"];

/**
 * The usage that the models' authors document on their model cards, by the model's name without its owner. The first
 * match counts.
 */
const FAMILIES: readonly (readonly [
  name: RegExp,
  ...usage: [Pooling, Fingerprint["prefix"], string[] | null],
])[] = [
  [/^multilingual-e5-large-instruct/, "mean", { query: `${TASK}Query: `, passage: "" }, null],
  [/^multilingual-e5-/, "mean", E5, null],
  [/^e5-(small|base|large)/, "mean", E5, ENGLISH],
  [/^bge-m3/, "cls", NO_PREFIX, null],
  [/^bge-(small|base|large)-en/, "cls", RETRIEVE, ENGLISH],
  [
    /^bge-(small|base|large)-zh/,
    "cls",
    { query: "为这个句子生成表示以用于检索相关文章：", passage: "" },
    ["zh"],
  ],
  [/^gte-multilingual-base/, "cls", NO_PREFIX, null],
  [/^gte-(base|large)-en-v1\.5|^gte-modernbert-base/, "cls", NO_PREFIX, ENGLISH],
  [/^gte-(tiny|small|base|large)/, "mean", NO_PREFIX, ENGLISH],
  [/^paraphrase-multilingual-/, "mean", NO_PREFIX, null],
  [/^all-(minilm|mpnet|distilroberta)-/, "mean", NO_PREFIX, ENGLISH],
  [/^multi-qa-.+-cos-v1/, "mean", NO_PREFIX, ENGLISH],
  [/^multi-qa-.+-dot-v1/, "cls", NO_PREFIX, ENGLISH],
  [/^jina-embeddings-v2-base-de/, "mean", NO_PREFIX, ["de", "en"]],
  [/^jina-embeddings-v2-base-es/, "mean", NO_PREFIX, ["es", "en"]],
  [/^jina-embeddings-v2-base-zh/, "mean", NO_PREFIX, ["zh", "en"]],
  [/^jina-embeddings-v2-(small|base)-en/, "mean", NO_PREFIX, ENGLISH],
  [/^nomic-embed-text-v2/, "mean", SEARCH, null],
  [/^(nomic-embed-text-v1|modernbert-embed-)/, "mean", SEARCH, ENGLISH],
  [/^snowflake-arctic-embed-[ml]-v2/, "cls", { query: "query: ", passage: "" }, null],
  [/^snowflake-arctic-embed-/, "cls", RETRIEVE, ENGLISH],
  [/^mxbai-embed-large-v1/, "cls", RETRIEVE, ENGLISH],
  [/^qwen3-embedding-/, "last_token", { query: `${TASK}Query:`, passage: "" }, null],
];

/**
 * How to use a model, told by its name; a model of no known family is pooled by the mean, without a prefix,
 * as most sentence transformers are.
 * @param model a hub id or the name of a folder; the owner before the slash doesn't matter
 */
export function modelUsage(model: string): ModelUsage {
  const name = model.slice(model.lastIndexOf("/") + 1).toLowerCase();
  for (const [pattern, pooling, prefix, languages] of FAMILIES) {
    if (pattern.test(name)) {
      return { pooling, prefix, languages };
    }
  }
  return { pooling: "mean", prefix: NO_PREFIX, languages: null };
}

/**
 * One vector from the vectors of a text's tokens.
 * @param tokens row-major, `tokens.length / dimension` rows, none of them padding, at least one
 */
export function pool(tokens: Float32Array, dimension: number, pooling: Pooling): Float32Array {
  switch (pooling) {
    case "cls":
      return tokens.slice(0, dimension);
    case "last_token":
      return tokens.slice(-dimension);
    case "mean":
      return mean(tokens, dimension);
  }
}

function mean(tokens: Float32Array, dimension: number): Float32Array {
  const sums = new Float64Array(dimension);
  for (let row = 0; row < tokens.length; row += dimension) {
    for (let i = 0; i < dimension; i++) {
      sums[i] = (sums[i] ?? 0) + (tokens[row + i] ?? 0);
    }
  }
  const rows = tokens.length / dimension;
  return new Float32Array(sums.map((sum) => sum / rows));
}
