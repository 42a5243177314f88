import type { ReactiveController, ReactiveControllerHost } from "lit";
import { uploadFile } from "../transport/admin-client.js";
import { type Failure, toFailure } from "../transport/failure.js";

/** A file on its way to the documents. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  /** `reading` is when all is sent and the server makes a document of it. */
  readonly state: "waiting" | "sending" | "reading" | "done" | "failed";
  /** How much is sent, from 0 to 1. */
  readonly share: number;
  /** Null unless it failed. */
  readonly failure: Failure | null;
}

/** Sends files one after another; its host renders after every change. */
export class UploadQueue implements ReactiveController {
  #uploads: readonly Upload[] = [];
  #waiting: (() => Promise<void>)[] = [];
  #isRunning = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Called after each file. */
    private readonly onSettled: (upload: Upload) => void,
  ) {
    host.addController(this);
  }

  /** The latest first. */
  get uploads(): readonly Upload[] {
    return this.#uploads;
  }

  hostDisconnected(): void {
    this.#waiting = [];
  }

  /** Sends files after those that wait already. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const id = this.#uploads.length;
      this.#uploads = [{ id, name: file.name, state: "waiting", share: 0, failure: null }, ...this.#uploads];
      this.#waiting.push(() => this.#send(id, file));
    }
    this.host.requestUpdate();
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await next();
    }
    this.#isRunning = false;
  }

  async #send(id: number, file: File): Promise<void> {
    this.#change(id, { state: "sending" });
    try {
      await uploadFile(file, (share) =>
        this.#change(id, { share, state: share < 1 ? "sending" : "reading" }),
      );
      this.#change(id, { state: "done" });
    } catch (error) {
      this.#change(id, { state: "failed", failure: toFailure(error, false) });
    }
    const settled = this.#uploads.find((upload) => upload.id === id);
    if (settled !== undefined) {
      this.onSettled(settled);
    }
  }

  #change(id: number, change: Partial<Upload>): void {
    this.#uploads = this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
    this.host.requestUpdate();
  }
}
