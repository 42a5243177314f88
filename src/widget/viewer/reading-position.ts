import type { ReactiveController, ReactiveControllerHost } from "lit";

/** The pause between two measurements: measuring at every scroll event would make scrolling less smooth. */
const EVERY_MS = 100;

/** Follows which block the reader is at. Its host renders when that changes. */
export class ReadingPosition implements ReactiveController {
  #block = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param find the index of the block that the reader is at */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly find: () => number,
  ) {
    host.addController(this);
  }

  /** The block's index. */
  get block(): number {
    return this.#block;
  }

  hostConnected(): void {
    addEventListener("scroll", this.#onScroll, { passive: true });
  }

  hostDisconnected(): void {
    removeEventListener("scroll", this.#onScroll);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #onScroll = () => {
    this.#timer ??= setTimeout(() => this.#look(), EVERY_MS);
  };

  #look(): void {
    this.#timer = undefined;
    const block = this.find();
    if (block === this.#block) {
      return;
    }
    this.#block = block;
    this.host.requestUpdate();
  }
}
