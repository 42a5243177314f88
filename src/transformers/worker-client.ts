import { Worker } from "node:worker_threads";
import { untilAborted } from "../core/abort.js";
import { reportCrash } from "../core/crashes.js";
import { FootnoteError } from "../core/errors.js";
import type { ModelSettings, ModelTask } from "./model-source.js";
import type { WorkerData, WorkerReply } from "./serve-model.js";

/** How long the exit of the process waits for the input in progress. */
const EXIT_WAIT_MS = 10_000;

/** A thread with a loaded model. */
export interface ModelWorker<Model, Input, Output> {
  /** What the thread reported about the model. */
  readonly model: Model;
  /** False once it has crashed or was closed. */
  readonly isRunning: boolean;
  /**
   * The output of the model for one input. Inputs are queued here and sent one by one, in the order they came; an
   * input whose signal is aborted isn't sent.
   * @throws FootnoteError `…_failed` if the model fails on the input or the thread has ended; `aborted`
   */
  run(input: Input, signal?: AbortSignal): Promise<Output>;
  /** Terminates the thread when the input in progress is done; that input and all queued ones are rejected. */
  close(): Promise<void>;
}

/**
 * Starts a thread and waits until its model is loaded. A thread that can't load it is ended.
 * @param file the compiled main module of the thread
 * @throws Error with the reason why the model can't be loaded
 */
export async function startWorker<Model, Input, Output>(
  file: URL,
  settings: ModelSettings,
  task: Pick<ModelTask, "name">,
): Promise<ModelWorker<Model, Input, Output>> {
  // The runtime's library would open a session of Microsoft's telemetry and leave its files in the folder for temporary
  // files. It reads the environment of the process, which a worker can't change.
  process.env["ORT_DISABLE_TELEMETRY"] = "1";
  const finished = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerData<ModelSettings> = { settings, finished };
  // The process's own flags, such as --input-type, are for its main module, not for the worker.
  const worker = new Worker(file, { workerData, execArgv: [] });
  try {
    const reply = await firstReply<Model>(worker);
    if (reply.type === "ready") {
      return new RunningWorker(worker, reply.model, finished, task.name);
    }
    throw new Error(reply.reason);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function firstReply<Model>(worker: Worker): Promise<Exclude<WorkerReply<Model, never>, { type: "output" }>> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the model's thread ended with code ${code}`)));
  });
}

function replyOrExit(worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.once("message", resolve);
    worker.once("exit", resolve);
  });
}

interface Request<Input, Output> {
  readonly input: Input;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: FootnoteError) => void;
}

class RunningWorker<Model, Input, Output> implements ModelWorker<Model, Input, Output> {
  readonly model: Model;
  readonly #worker: Worker;
  /** The number of inputs the thread is done with. */
  readonly #finished: Int32Array;
  readonly #task: ModelTask["name"];
  readonly #waiting: Request<Input, Output>[] = [];
  #underWay: Request<Input, Output> | null = null;
  #sent = 0;
  #ended: FootnoteError | null = null;

  constructor(worker: Worker, model: Model, finished: Int32Array, task: ModelTask["name"]) {
    this.model = model;
    this.#worker = worker;
    this.#finished = finished;
    this.#task = task;
    worker.on("message", (reply: WorkerReply<Model, Output>) => this.#receive(reply));
    worker.on("error", (cause) => this.#crash(cause));
    worker.once("exit", () => {
      process.off("exit", this.#waitUntilFinished);
      this.#crash();
      this.#underWay = null;
    });
    process.on("exit", this.#waitUntilFinished);
  }

  get isRunning(): boolean {
    return this.#ended === null;
  }

  run(input: Input, signal?: AbortSignal): Promise<Output> {
    const output = new Promise<Output>((resolve, reject) => {
      if (this.#ended !== null) {
        return reject(this.#ended);
      }
      this.#waiting.push({ input, signal, resolve, reject });
      this.#sendNext();
    });
    return untilAborted(output, signal);
  }

  async close(): Promise<void> {
    this.#end(`The ${this.#task} model is closed.`);
    if (this.#underWay !== null) {
      await replyOrExit(this.#worker);
    }
    await this.#worker.terminate();
  }

  #sendNext(): void {
    if (this.#underWay !== null || this.#ended !== null) {
      return;
    }
    let request = this.#waiting.shift();
    while (request?.signal?.aborted) {
      request = this.#waiting.shift();
    }
    if (request === undefined) {
      return;
    }
    this.#underWay = request;
    this.#sent++;
    this.#worker.postMessage(request.input);
  }

  #receive(reply: WorkerReply<Model, Output>): void {
    const request = this.#underWay;
    this.#underWay = null;
    if (reply.type === "output") {
      request?.resolve(reply.output);
    }
    if (reply.type === "failed") {
      request?.reject(this.#failed(`The ${this.#task} model failed on a text.`, new Error(reply.reason)));
    }
    this.#sendNext();
  }

  #crash(cause?: unknown): void {
    if (this.isRunning) {
      reportCrash(`${this.#task}_model`);
      this.#end(`The ${this.#task} worker has crashed. Try again; a new one is started.`, cause);
    }
  }

  #end(message: string, cause?: unknown): void {
    this.#ended ??= this.#failed(message, cause);
    this.#underWay?.reject(this.#ended);
    for (const request of this.#waiting.splice(0)) {
      request.reject(this.#ended);
    }
  }

  #failed(message: string, cause: unknown): FootnoteError {
    return new FootnoteError(`${this.#task}_failed`, message, { cause });
  }

  /**
   * A thread that is stopped while the ONNX runtime computes takes the process down with an abort, so
   * `process.exit` has to wait, too. A thread may count an input only after its output has arrived here and the next
   * one was sent, so one change of the count isn't enough.
   */
  readonly #waitUntilFinished = (): void => {
    const end = performance.now() + EXIT_WAIT_MS;
    for (let left = EXIT_WAIT_MS; left > 0; left = end - performance.now()) {
      const finished = Atomics.load(this.#finished, 0);
      if (finished >= this.#sent) {
        return;
      }
      Atomics.wait(this.#finished, 0, finished, left);
    }
  };
}
