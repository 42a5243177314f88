import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Failure, toFailure } from "../transport/failure.js";
import { type FoundPassages, searchPassages } from "../transport/search-client.js";

/** What is known of the latest search. */
export type SearchState =
  | { readonly kind: "idle" }
  /** With the failure of the search before, if it failed. */
  | { readonly kind: "searching"; readonly before: Failure | null }
  | { readonly kind: "found"; readonly result: FoundPassages }
  | { readonly kind: "failed"; readonly failure: Failure };

/** The latest search; a newer one ends the one before it. Its host renders after every change. */
export class SearchRun implements ReactiveController {
  #state: SearchState = { kind: "idle" };
  #abort = new AbortController();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get state(): SearchState {
    return this.#state;
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  /** Searches, unless the query is empty. Resolves when the search has succeeded, failed or been replaced. */
  async search(query: string, count: number): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    if (query === "") {
      this.#become({ kind: "idle" });
      return;
    }
    this.#become({ kind: "searching", before: this.#failure });
    const state = await attempt(query, count, signal);
    if (!signal.aborted) {
      this.#become(state);
    }
  }

  get #failure(): Failure | null {
    if (this.#state.kind === "searching") {
      return this.#state.before;
    }
    return this.#state.kind === "failed" ? this.#state.failure : null;
  }

  #become(state: SearchState): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}

async function attempt(query: string, count: number, signal: AbortSignal): Promise<SearchState> {
  try {
    return { kind: "found", result: await searchPassages({ query, count, signal }) };
  } catch (error) {
    return { kind: "failed", failure: toFailure(error, false) };
  }
}
