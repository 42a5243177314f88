import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type DocumentsOverview, listDocuments } from "../transport/documents-client.js";
import { type Failure, toFailure } from "../transport/failure.js";

/** How long to wait before looking again, in milliseconds: more for a long list, whose transfer costs more. */
const IDLE_MS = 10_000;
function runningMs(documents: number): number {
  return 1000 + documents;
}

/** The list of documents, kept up to date while the page is seen; its host renders after every change. */
export class Overview implements ReactiveController {
  #overview: DocumentsOverview | null = null;
  #failure: Failure | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isConnected = false;

  readonly #onVisible = () => {
    if (document.visibilityState === "visible") {
      void this.refresh();
    }
  };

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** The latest list that was received; null before the first. */
  get current(): DocumentsOverview | null {
    return this.#overview;
  }

  /** Why the last request failed; null if it succeeded. */
  get failure(): Failure | null {
    return this.#failure;
  }

  hostConnected(): void {
    this.#isConnected = true;
    document.addEventListener("visibilitychange", this.#onVisible);
    void this.refresh();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    document.removeEventListener("visibilitychange", this.#onVisible);
    clearTimeout(this.#timer);
  }

  /** Requests the list now. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.#overview = await listDocuments();
      this.#failure = null;
    } catch (error) {
      this.#failure = toFailure(error, false);
    }
    this.host.requestUpdate();
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#isConnected || document.visibilityState === "hidden") {
      return;
    }
    const { sync, documents } = this.#overview ?? {};
    const wait = sync?.running === true ? runningMs(documents?.length ?? 0) : IDLE_MS;
    this.#timer = setTimeout(() => void this.refresh(), wait);
  }
}
