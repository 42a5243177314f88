import type { ReactiveControllerHost } from "lit";
import type { Span } from "../../core/document.js";
import { writeToClipboard } from "../clipboard.js";
import { Momentary } from "../momentary.js";

/** So long it is said what came of it. */
const SAID_MS = 5000;

/** What came of copying a link. */
type Copied = "address" | "selection" | "failed";

/** Copies links to the shown document. Its host renders after every change. */
export class CopyLink {
  readonly #copied: Momentary<Copied>;

  constructor(host: ReactiveControllerHost) {
    this.#copied = new Momentary(host, SAID_MS);
  }

  /** What came of it a moment ago; null if nothing was copied. */
  get copied(): Copied | null {
    return this.#copied.value;
  }

  /**
   * Copies the link to a span; null stands for what the address names. Where a page may not copy, as without TLS,
   * the link to the span becomes the address.
   */
  async copy(span: Span | null): Promise<void> {
    const link = new URL(location.href);
    if (span !== null) {
      link.hash = `${span.start}-${span.end}`;
    }
    if (await writeToClipboard(link.href)) {
      this.#copied.say(span === null ? "address" : "selection");
      return;
    }
    // Without going there: the reader is at the place already.
    history.replaceState(null, "", link);
    this.#copied.say("failed");
  }
}
