/** Fires its signal once nothing has been heard for too long. */
export class SilenceLimit {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly limitMs: number) {
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Starts the time anew. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.limitMs);
  }

  /** Ends the watch; the signal won't fire any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
