import { Worker } from "node:worker_threads";
import { throwIfAborted, untilAborted } from "../../core/abort.js";
import { reportCrash } from "../../core/crashes.js";
import { FootnoteError } from "../../core/errors.js";
import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
import { assertNotBlank, embedderClosed, embedInOrder } from "../queue-embedder.js";
import { embedText, type StaticModel } from "./static-model.js";

/** Embedding this many texts takes less time than starting a thread. */
const TEXTS_WITHOUT_THREAD = 500;

/**
 * An embedder over a static model: the normalised sum of a text's token vectors. Questions and passages use the same
 * vectors. Questions and the first passages are embedded in the calling thread, further passages in a worker thread.
 *
 * @param dir the model's folder, from which the worker thread loads it
 */
export function createStaticEmbedder(model: StaticModel, dir: string): Embedder {
  let closed = false;
  let passages = 0;
  let thread: EmbeddingThread | undefined;
  const fingerprint: Fingerprint = {
    model: model.name,
    revision: model.revision,
    dimension: model.dimension,
    pooling: "mean",
    prefix: { query: "", passage: "" },
    quantisation: "int4",
  };
  return {
    fingerprint,
    languages: model.languages,
    async embed(texts, role, signal) {
      throwIfAborted(signal);
      if (closed) {
        throw embedderClosed();
      }
      if (role === "passage") {
        passages += texts.length;
      }
      if (role === "query" || passages <= TEXTS_WITHOUT_THREAD) {
        return embedInOrder(texts, (text) => embedText(model, text), signal);
      }
      assertNotBlank(texts);
      // One that has crashed fails the texts that it had; the next ones get a new one.
      thread = thread?.isRunning ? thread : new EmbeddingThread(dir, model.dimension);
      return untilAborted(thread.embed(texts), signal);
    },
    async close() {
      closed = true;
      await thread?.close();
    },
  };
}

interface Pending {
  readonly resolve: (vectors: Float32Array) => void;
  readonly reject: (error: FootnoteError) => void;
}

/** The client of a worker thread that embeds with a static model, which leaves the calling thread free meanwhile. */
class EmbeddingThread {
  readonly #worker: Worker;
  readonly #dimension: number;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended: FootnoteError | undefined;

  /** @param dir the model's folder */
  constructor(dir: string, dimension: number) {
    const workerData: ThreadData = { dir };
    // The process's own flags, such as --input-type, are for its main module, not for the worker.
    const file = new URL(import.meta.resolve("#static-embedding-thread"));
    this.#worker = new Worker(file, { workerData, execArgv: [] });
    this.#dimension = dimension;
    this.#worker.on("message", (reply: ThreadReply) => this.#receive(reply));
    this.#worker.on("error", (cause) => this.#crash(cause));
    this.#worker.on("exit", () => this.#crash());
    // Without a request in progress, the thread must not keep the process alive.
    this.#worker.unref();
  }

  /** Whether it takes texts. */
  get isRunning(): boolean {
    return this.#ended === undefined;
  }

  /**
   * One vector per text, in order.
   * @throws FootnoteError `embedding_failed`
   */
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors = await this.#request(texts);
    return texts.map((_, i) => vectors.subarray(i * this.#dimension, (i + 1) * this.#dimension));
  }

  /** Terminates the thread; requests in progress are rejected. */
  async close(): Promise<void> {
    this.#end("The embedder is closed.");
    await this.#worker.terminate();
  }

  #request(texts: readonly string[]): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        return reject(this.#ended);
      }
      const request: ThreadRequest = { id: ++this.#lastId, texts };
      this.#pending.set(request.id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(request);
    });
  }

  #receive(reply: ThreadReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (this.#pending.size === 0) {
      this.#worker.unref();
    }
    if ("vectors" in reply) {
      pending?.resolve(reply.vectors);
    } else {
      pending?.reject(new FootnoteError("embedding_failed", reply.reason));
    }
  }

  #crash(cause?: unknown): void {
    if (this.isRunning) {
      reportCrash("embedding_thread");
      this.#end("The embedding thread has crashed. Ingest again; a new one is started.", cause);
    }
  }

  #end(message: string, cause?: unknown): void {
    this.#ended ??= new FootnoteError("embedding_failed", message, { cause });
    for (const { reject } of this.#pending.values()) {
      reject(this.#ended);
    }
    this.#pending.clear();
  }
}

/** The thread's `workerData`. */
export interface ThreadData {
  /** The model's folder. */
  readonly dir: string;
}

/** Texts to embed. */
export interface ThreadRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

/** The vectors of a request's texts, one behind the other, or why there are none. */
export type ThreadReply =
  | { readonly id: number; readonly vectors: Float32Array }
  | { readonly id: number; readonly reason: string };
