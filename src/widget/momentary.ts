import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What is said for a moment and then forgotten. Its host renders after every change. */
export class Momentary<T> implements ReactiveController {
  #value: T | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param forMs how long it is said */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly forMs: number,
  ) {
    host.addController(this);
  }

  /** Null if nothing has been said, or too long ago. */
  get value(): T | null {
    return this.#value;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  say(value: T): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#change(null), this.forMs);
    this.#change(value);
  }

  #change(value: T | null): void {
    this.#value = value;
    this.host.requestUpdate();
  }
}
