import type { ReactiveController, ReactiveControllerHost } from "lit";

/** So long it is said what came of it. */
const saidMs = 5000;

/** What came of copying a link. */
type Copied = "address" | "failed";

/** Copies the page's address. Its host renders after every change. */
export class CopyLink implements ReactiveController {
  #copied: Copied | null = null;
  #said: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#said);
  }

  /** What came of it a moment ago; null if nothing was copied. */
  get copied(): Copied | null {
    return this.#copied;
  }

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      this.#say("address");
    } catch {
      this.#say("failed");
    }
  }

  #say(copied: Copied | null): void {
    clearTimeout(this.#said);
    this.#copied = copied;
    if (copied !== null) this.#said = setTimeout(() => this.#say(null), saidMs);
    this.host.requestUpdate();
  }
}
