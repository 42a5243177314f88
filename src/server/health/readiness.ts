import type { Embedder } from "../../core/ports/embedder.js";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { IngestServiceStatus } from "../../ingest/ingest-scheduler.js";
import { withTimeLimit } from "../http/limits.js";

/** How a part of the server is; the last call of a language model may have failed, or there was none yet. */
export interface Checks {
  readonly server: "ok" | "stopping";
  /**
   * `missing`: it was never built; `filling`: its first ingest hasn't come to its end, or it held no documents at the
   * start, and the first ingest since then hasn't ended; `empty`: it holds none, and takes uploads; `detached`: its
   * folder was removed or replaced, so it is only read until that is mended.
   */
  readonly index: IndexState;
  readonly embedder: "ok" | "failing";
  /** Without a language model there is none. */
  readonly llm?: LlmState;
}

type IndexState = "ok" | "empty" | "filling" | "detached" | "missing" | "failing";

/** How the last call of the language model ended. */
export type LlmState = "ok" | "failing" | "unused";

/** Whether questions can be answered. */
export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Checks;
}

/** What is looked at. */
export interface ReadinessOptions {
  readonly store: Pick<Catalogue, "info" | "documents" | "isInPlace">;
  readonly embedder: Pick<Embedder, "embed">;
  readonly isStopping: () => boolean;
  /** Knows whether an ingest has ended since the start. */
  readonly scheduler: { status(): Pick<IngestServiceStatus, "finishedAt"> };
  /** Undefined without a language model. */
  readonly llm: (() => LlmState) | undefined;
}

/**
 * How long a result counts, in milliseconds. An embedder that works may be a provider's, which costs money; a look at an
 * index without documents costs nothing.
 */
const KEPT_MS = { index: 1000, emptyIndex: 0, embedder: 10_000, failure: 1000 };

/** A part that takes longer fails its check. */
const CHECK_TIMEOUT_MS = 2000;

/** States of an index that questions are answered from. */
const ANSWERING: ReadonlySet<Checks["index"]> = new Set(["ok", "empty", "detached"]);

/** States at the start of an index that doesn't hold the folder yet. */
const UNFILLED: ReadonlySet<IndexState> = new Set(["empty", "missing", "filling"]);

/** More than one text, since a single question's vector would come from the cache. */
const PROBES = ["ready", "steady"];

/**
 * Checks what answers need. Results are kept for a moment, so that any number of probes costs little. A language model
 * that fails is shown and doesn't count: its next call may succeed, and other servers have the same.
 */
export function createReadinessCheck(options: ReadinessOptions): () => Promise<Readiness> {
  const { store, embedder, scheduler, isStopping, llm } = options;
  const checkIndex = remember(
    () => within(() => indexState(store)),
    (state) => KEPT_MS[state === "failing" ? "failure" : state === "empty" ? "emptyIndex" : "index"],
  );
  const checkEmbedder = remember(
    () => within((signal) => embedderState(embedder, signal)),
    (state) => (state === "failing" ? KEPT_MS.failure : KEPT_MS.embedder),
  );
  const atStart = checkIndex();
  return async () => {
    const first = await atStart;
    // Read first: what an ingest has added is there before it says that it has ended.
    const isAwaited = UNFILLED.has(first) && scheduler.status().finishedAt === null;
    const [held, embedding] = await Promise.all([checkIndex(), checkEmbedder()]);
    const index = isAwaited ? awaited(held) : settled(held, first);
    const server = isStopping() ? "stopping" : "ok";
    return {
      isReady: server === "ok" && ANSWERING.has(index) && embedding === "ok",
      checks: { server, index, embedder: embedding, ...(llm && { llm: llm() }) },
    };
  };
}

/** There may be documents that the index doesn't hold yet: questions about them would be refused. */
function awaited(held: IndexState): IndexState {
  return held === "empty" || held === "ok" ? "filling" : held;
}

/** Where an ingest found nothing before, what comes later is uploaded: nobody expects all of it at once. */
function settled(held: IndexState, first: IndexState): IndexState {
  return held === "filling" && first === "empty" ? "ok" : held;
}

async function indexState(store: ReadinessOptions["store"]): Promise<IndexState> {
  const { generation, isPartial } = await store.info();
  if (generation === 0) {
    return "missing";
  }
  // The state of the index may be in memory; its documents are read from the disk.
  const documents = await store.documents({ limit: 1 });
  if (!(await store.isInPlace())) {
    return "detached";
  }
  if (documents.length === 0) {
    return "empty";
  }
  return isPartial ? "filling" : "ok";
}

async function embedderState(embedder: ReadinessOptions["embedder"], signal: AbortSignal): Promise<"ok"> {
  await embedder.embed(PROBES, "query", signal);
  return "ok";
}

function within<T>(check: (signal: AbortSignal) => Promise<T>): Promise<T | "failing"> {
  const { signal } = new AbortController();
  return withTimeLimit(signal, CHECK_TIMEOUT_MS, check).catch(() => "failing");
}

/** Keeps a result for a time; callers meanwhile share it, and one check that is running. */
function remember<T>(check: () => Promise<T>, keptMs: (result: T) => number): () => Promise<T> {
  let latest: Promise<T> | undefined;
  let expiresAt = 0;
  return () => {
    if (latest === undefined || performance.now() >= expiresAt) {
      expiresAt = Number.POSITIVE_INFINITY;
      latest = check().then((result) => {
        expiresAt = performance.now() + keptMs(result);
        return result;
      });
    }
    return latest;
  };
}
