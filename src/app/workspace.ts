import type { Answerer } from "../answering/answerer.js";
import type { Calibration } from "../answering/refusal/answerability.js";
import type { Config } from "../config/config.js";
import { INSTALLATION } from "../config/installation.js";
import { ownPaths } from "../config/own-paths.js";
import type { AnalysisVersion } from "../core/analysis.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import type { Store } from "../core/ports/store.js";
import { createEmbedder } from "../embedding/create-embedder.js";
import { createPacer, type Pacer } from "../embedding/pacer.js";
import { loadWordVectors } from "../embedding/static/builtin.js";
import type { IngestScheduler, IngestService } from "../ingest/ingest-scheduler.js";
import { createLoadingPool, type LoadingPool } from "../ingest/loading/loading-pool.js";
import { loadWeights, type Models } from "../learned/weights-file.js";
import type { Retriever } from "../retrieval/retriever.js";
import { openDriver } from "../store/open-driver.js";
import type { Instrumentation } from "./instrumentation.js";
import { openReranking } from "./open-reranking.js";
import { openWritableStore } from "./open-writable-store.js";

// How Footnote is put together:
//   openWorkspace          store + embedder
//   openWritableWorkspace  store + embedder + loader → ingest scheduler
//   openServedWorkspace    store, read-only + embedder + loader; another process has the ingest scheduler
//   openAnswering          workspace + reranker → retriever; retriever + writer + prompts + calibration → answerer

/** Takes a sentence for the operator. */
export type OnNotice = (notice: string) => void;

/** The configured index, and the embedder it is searched with. */
export interface Workspace {
  readonly config: Config;
  /** Of the store; it also keeps the calibration. */
  readonly driver: StoreDriver;
  readonly store: Store;
  readonly embedder: Embedder;
  close(): Promise<void>;
}

/** What a server needs: an index to answer from, and the means to take in documents. */
export interface ServedWorkspace extends Workspace {
  /** Its processes start when the first file is read. */
  readonly loader: LoadingPool;
  /** Does nothing until it is asked to. */
  readonly scheduler: IngestService;
  /** By which rules documents are read; says which formats are supported. */
  readonly analysis: AnalysisVersion;
}

/** A workspace whose index can be brought up to date with the configured documents. */
export interface WritableWorkspace extends ServedWorkspace {
  /** Closing the workspace aborts a running ingest. */
  readonly scheduler: IngestScheduler;
  /** Gives the embedder's requests to a provider their turns; other processes of the same server use it, too. */
  readonly pacer: Pacer;
}

/** The read path over a workspace. */
export interface Answering {
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** What the index is calibrated with; undefined: the thresholds that come with Footnote. */
  readonly calibration: Calibration | undefined;
  /** Closes the reranker; the workspace stays open. */
  close(): Promise<void>;
}

/**
 * Opens the configured index to be read as it is.
 * @throws FootnoteError `index_empty` if there is none yet; as `createEmbedder` and `StoreDriver.open` do, such
 *   as `index_damaged`
 */
export async function openWorkspace(config: Config): Promise<Workspace> {
  return openReadOnly(config, undefined);
}

async function openReadOnly(config: Config, pacer: Pacer | undefined): Promise<Workspace> {
  return withEmbedder(config, pacer, async (embedder) => {
    const driver = await openDriver(config);
    const store = await driver.open({ readOnly: true });
    const close = async () => {
      await Promise.all([store.close(), embedder.close()]);
    };
    return { config, driver, store, embedder, close };
  });
}

/**
 * Opens the configured index to be brought up to date. A damaged one is moved aside, since everything in it can be
 * made from the documents again.
 * @param replace whether the index is moved aside in any case, because reading it has shown damage
 * @throws FootnoteError as `createEmbedder` and `StoreDriver.open` do, but not `index_damaged`
 */
export async function openWritableWorkspace(
  config: Config,
  onNotice: OnNotice,
  replace = false,
): Promise<WritableWorkspace> {
  const pacer = createPacer(config.embedding.requestsPerMinute);
  return withEmbedder(config, pacer, async (embedder) => {
    // Imported here, since a question needs nothing of an ingest.
    const { createIngestScheduler } = await import("../ingest/ingest-scheduler.js");
    const driver = await openDriver(config);
    const store = await openWritableStore(driver, onNotice, replace);
    const { loader, analysis } = await openLoading(config);
    const { documentsDir } = config;
    const scheduler = createIngestScheduler({
      documentsDir,
      exclude: ownPaths(config),
      store,
      embedder,
      loader,
      analysis,
    });
    const close = async () => {
      await scheduler.close();
      await Promise.all([store.close(), embedder.close(), loader.close()]);
    };
    return { config, driver, store, embedder, loader, scheduler, analysis, pacer, close };
  });
}

/**
 * Opens the configured index to be served as it is, while another process brings it up to date.
 * @param writer reaches that process
 * @throws FootnoteError as `openWorkspace` does
 */
export async function openServedWorkspace(
  config: Config,
  writer: Pick<WritableWorkspace, "pacer"> & Pick<ServedWorkspace, "scheduler">,
): Promise<ServedWorkspace> {
  const { scheduler, pacer } = writer;
  const workspace = await openReadOnly(config, pacer);
  const { loader, analysis } = await openLoading(config);
  const close = async () => {
    await Promise.all([workspace.close(), loader.close()]);
  };
  return { ...workspace, loader, scheduler, analysis, close };
}

/** What reads files: nothing is started yet. */
async function openLoading(config: Config): Promise<Pick<ServedWorkspace, "loader" | "analysis">> {
  const [{ analysisWith }, { findOcrPrograms }] = await Promise.all([
    import("../ingest/analysis.js"),
    import("../documents/ocr/find-ocr-programs.js"),
  ]);
  const ocr = config.ocr && (await findOcrPrograms(config.ocr, process.env));
  const loader = createLoadingPool({ limits: config.loading, ...(ocr && { ocr }) });
  return { loader, analysis: analysisWith(ocr) };
}

/** What the read path goes by. */
export interface AnsweringOptions {
  /** Whose calibration counts; by default the workspace's own. */
  readonly calibrated?: Pick<StoreDriver, "attachment">;
  /** By default those that Footnote comes with. */
  readonly weights?: Models;
  /** Counts and times what is done; by default nothing does. */
  readonly instrumentation?: Instrumentation | undefined;
}

/**
 * Puts retrieval, prompts and the configured reranker and writer on top of a workspace.
 * @throws FootnoteError `invalid_prompt`; `weights_unavailable`; `invalid_configuration` if the writer can't be made,
 *   or there is no such reranking model; `reranking_model_unavailable` if it can't be loaded
 */
export async function openAnswering(
  { config, driver, store, embedder }: Workspace,
  onNotice: OnNotice,
  { calibrated = driver, weights: given, instrumentation }: AnsweringOptions = {},
): Promise<Answering> {
  // Imported here, since an ingest needs nothing of it.
  const [
    { createRetriever },
    { createAnswerer },
    { WordMatcher },
    { openWriting },
    { openPrompts },
    { loadCalibration },
    { excerptScorer },
    { LearnedRanking },
    { createJudge },
    { createConfidence },
  ] = await Promise.all([
    import("../retrieval/retriever.js"),
    import("../answering/answerer.js"),
    import("../text/word-matcher.js"),
    import("./open-writing.js"),
    import("../answering/prompts/prompt-source.js"),
    import("../answering/refusal/calibration-file.js"),
    import("../answering/extractive/choose-excerpts.js"),
    import("../retrieval/ranking/learned-ranking.js"),
    import("../answering/refusal/judgement.js"),
    import("../answering/confidence.js"),
  ]);
  const [prompts, vectors, calibration, weights] = await Promise.all([
    openPrompts(config.promptsDir, { reload: config.reloadPrompts, onNotice }),
    loadWordVectors(INSTALLATION.models),
    loadCalibration(calibrated, embedder.fingerprint),
    given ?? loadWeights(INSTALLATION.models),
  ]);
  const matcher = new WordMatcher(vectors);
  const { writer, questions } = await openWriting(config, { prompts, matcher, onNotice, instrumentation });
  // Opened last, since it holds a thread that an error before this would leave running.
  const reranking = await openReranking(config.reranking, onNotice);
  const plain = createRetriever({
    store,
    embedder: instrumentation?.embedder(embedder) ?? embedder,
    matcher,
    ranking: new LearnedRanking(weights.ranking),
    reranking,
  });
  const retriever = instrumentation?.retriever(plain) ?? plain;
  const answerer = createAnswerer({
    retriever,
    questions,
    writer,
    prompts,
    store,
    matcher,
    scoreExcerpt: excerptScorer(weights.excerpt),
    judge: createJudge(weights.answerability),
    confidence: createConfidence(weights.confidence),
    calibration,
  });
  return { retriever, answerer, calibration, close: async () => reranking?.reranker.close() };
}

/**
 * Loads the configured embedder.
 * @param pacer gives requests to a provider their turns; by default at the configured rate
 * @throws FootnoteError as `createEmbedder` does
 */
export function openEmbedder({ embedding }: Config, pacer?: Pacer): Promise<Embedder> {
  return createEmbedder({ ...embedding, modelsDir: INSTALLATION.models, pacer });
}

async function withEmbedder<T>(
  config: Config,
  pacer: Pacer | undefined,
  open: (embedder: Embedder) => Promise<T>,
): Promise<T> {
  const embedder = await openEmbedder(config, pacer);
  try {
    return await open(embedder);
  } catch (error) {
    await embedder.close();
    throw error;
  }
}
