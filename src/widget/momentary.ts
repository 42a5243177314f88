import type { ReactiveController, ReactiveControllerHost } from "lit";

/** A value that is shown for a moment and then reset to null. Its host renders after every change. */
export class Momentary<T> implements ReactiveController {
  #value: T | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param forMs how long the value stays, in milliseconds */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly forMs: number,
  ) {
    host.addController(this);
  }

  /** Null before `say`, and once the time is over. */
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
