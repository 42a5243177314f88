import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Span } from "../../core/document.js";

/** So long it is said what came of it. */
const saidMs = 5000;

/** What came of copying a link. */
type Copied = "address" | "selection" | "failed";

/** Copies links to the shown document. Its host renders after every change. */
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

  /**
   * Copies the link to a span; null stands for what the address names. Where a page may not copy, as without TLS,
   * the link to the span becomes the address.
   */
  async copy(span: Span | null): Promise<void> {
    const link = new URL(location.href);
    if (span !== null) link.hash = `${span.start}-${span.end}`;
    try {
      await navigator.clipboard.writeText(link.href);
      this.#say(span === null ? "address" : "selection");
    } catch {
      // Without going there: the reader is at the place already.
      history.replaceState(null, "", link);
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
