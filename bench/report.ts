/** What a part of the benchmarks found. */
export interface Report {
  /** For `--json`. */
  readonly figures: unknown;
  /** For `--save`, where it is more than the figures: with what earlier runs have measured. */
  readonly toSave?: unknown;
  /** Tables in Markdown. */
  readonly markdown: string;
  /** SVG files for docs/images/, by name. */
  readonly charts?: Readonly<Record<string, string>>;
  /** What must hold and doesn't; then the benchmark ends with 1. */
  readonly broken?: readonly string[];
}

/** What the parts of the benchmarks can be told. */
export interface BenchOptions {
  /** Folders whose files are swept. */
  readonly folders: readonly string[];
  /** How many documents are made up for what is measured by ingesting. */
  readonly documents: number;
  /** How many documents make the large index that is searched. */
  readonly searchDocuments: number;
  /** How many documents are made up for each size of the comparison of stores. */
  readonly sizes: readonly number[];
  /** URL of a PostgreSQL with pgvector in which schemas may be made and removed; undefined to leave it out. */
  readonly postgres: string | undefined;
  /** Folders that hold data sets of `footnote eval`; they may not exist. */
  readonly data: readonly string[];
  /** Where large indexes are kept from run to run; undefined for a temporary folder. */
  readonly keep: string | undefined;
  /** Which stores are compared: `hnsw`, `exact` and `postgres`. */
  readonly stores: readonly string[];
  /** The built checkout whose code is counted, or whose server is asked; undefined for this one. */
  readonly checkout: string | undefined;
  /** How long a server is flooded. */
  readonly seconds: number;
  /** Over so many connections. */
  readonly connections: number;
  /** How long a server is soaked. */
  readonly minutes: number;
}
