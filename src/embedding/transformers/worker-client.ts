import { Worker } from "node:worker_threads";
import { FootnoteError } from "../../core/errors.js";
import { untilAborted } from "../until-aborted.js";
import type { LoadedModel, WorkerData, WorkerReply, WorkerSettings } from "./protocol.js";

/** How long the end of the process may wait for a text that is under way. */
const EXIT_WAIT_MS = 10_000;

/** A thread with a loaded model. */
export interface EmbeddingWorker {
  readonly model: LoadedModel;
  /**
   * The vector of one text. Texts wait here and are sent one by one, in the order they came; a text whose
   * signal is aborted isn't sent any more.
   * @throws FootnoteError `embedding_failed` if the model fails on the text or the thread has ended; `aborted`
   */
  embed(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** Ends the thread as soon as it is done with the text under way; that text and all that wait fail. */
  close(): Promise<void>;
}

/**
 * Starts a thread and waits until its model is loaded. A thread that can't load it is ended.
 * @param file the compiled worker
 * @throws Error with the reason why the model can't be loaded
 */
export async function startWorker(file: URL, settings: WorkerSettings): Promise<EmbeddingWorker> {
  const finished = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerData = { settings, finished };
  // The flags the process was started with, such as --input-type, are for its own main module.
  const worker = new Worker(file, { workerData, execArgv: [] });
  try {
    const reply = await firstReply(worker);
    if (reply.type === "ready") return new RunningWorker(worker, reply, finished);
    throw new Error(reply.reason);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function firstReply(worker: Worker): Promise<Exclude<WorkerReply, { type: "vector" }>> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the embedding worker ended with code ${code}`)));
  });
}

function replyOrExit(worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.once("message", resolve);
    worker.once("exit", resolve);
  });
}

interface Request {
  readonly text: string;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: FootnoteError) => void;
}

class RunningWorker implements EmbeddingWorker {
  readonly model: LoadedModel;
  readonly #worker: Worker;
  /** The number of texts the thread is done with. */
  readonly #finished: Int32Array;
  readonly #waiting: Request[] = [];
  #underWay: Request | null = null;
  #sent = 0;
  #ended: FootnoteError | null = null;

  constructor(worker: Worker, { dimension, revision }: LoadedModel, finished: Int32Array) {
    this.model = { dimension, revision };
    this.#worker = worker;
    this.#finished = finished;
    worker.on("message", (reply: WorkerReply) => this.#receive(reply));
    worker.on("error", (cause) => this.#end("The embedding worker crashed. Restart Footnote.", cause));
    worker.once("exit", () => {
      process.off("exit", this.#waitUntilFinished);
      this.#end("The embedding worker has ended. Restart Footnote.");
      this.#underWay = null;
    });
    process.on("exit", this.#waitUntilFinished);
  }

  embed(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const vector = new Promise<Float32Array>((resolve, reject) => {
      if (this.#ended !== null) return reject(this.#ended);
      this.#waiting.push({ text, signal, resolve, reject });
      this.#sendNext();
    });
    return untilAborted(vector, signal);
  }

  async close(): Promise<void> {
    this.#end("The embedder is closed.");
    if (this.#underWay !== null) await replyOrExit(this.#worker);
    await this.#worker.terminate();
  }

  #sendNext(): void {
    if (this.#underWay !== null || this.#ended !== null) return;
    let request = this.#waiting.shift();
    while (request?.signal?.aborted) request = this.#waiting.shift();
    if (request === undefined) return;
    this.#underWay = request;
    this.#sent++;
    this.#worker.postMessage(request.text);
  }

  #receive(reply: WorkerReply): void {
    const request = this.#underWay;
    this.#underWay = null;
    if (reply.type === "vector") request?.resolve(reply.vector);
    if (reply.type === "failed") {
      request?.reject(failed("The embedding model failed on a text.", new Error(reply.reason)));
    }
    this.#sendNext();
  }

  #end(message: string, cause?: unknown): void {
    this.#ended ??= failed(message, cause);
    this.#underWay?.reject(this.#ended);
    for (const request of this.#waiting.splice(0)) request.reject(this.#ended);
  }

  /**
   * A thread that is stopped while the ONNX runtime computes takes the process down with an abort, so
   * `process.exit` has to wait, too.
   */
  readonly #waitUntilFinished = (): void => {
    const finished = Atomics.load(this.#finished, 0);
    if (finished < this.#sent) Atomics.wait(this.#finished, 0, finished, EXIT_WAIT_MS);
  };
}

function failed(message: string, cause?: unknown): FootnoteError {
  return new FootnoteError("embedding_failed", message, { cause });
}
