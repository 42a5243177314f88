import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { Span } from "../../core/document.js";
import { writeToClipboard } from "../clipboard.js";
import type { Messages } from "../i18n/messages.js";
import { Momentary } from "../momentary.js";
import { PAGE_ICONS } from "../view/page-icons.js";

/** What the buttons for links show and do. */
export interface LinksContext {
  readonly messages: Messages;
  readonly copyLink: CopyLink;
  /** Null if nothing is cited. */
  readonly goToCited: (() => void) | null;
  readonly copy: () => void;
}

/** The way to the cited passage, and the link to it or to what is selected. */
export function renderLinks({ messages, copyLink, goToCited, copy }: LinksContext): TemplateResult {
  const { viewer } = messages;
  return html`<div class="links">
    ${
      goToCited === null
        ? nothing
        : html`<button type="button" class="quiet" title=${viewer.goToCited} @click=${goToCited}>
            ${PAGE_ICONS.quote}<span>${viewer.goToCited}</span>
          </button>`
    }
    <button
      type="button"
      class="quiet"
      title=${viewer.copyLinkHint}
      @mousedown=${keepSelection}
      @click=${copy}
    >
      ${PAGE_ICONS.link}<span>${viewer.copyLink}</span>
    </button>
    <span class="said" role="status">${describeCopied(copyLink, messages)}</span>
  </div>`;
}

/** Keeps the selection, which a press on the button would otherwise clear before it is copied. */
function keepSelection(event: Event): void {
  event.preventDefault();
}

function describeCopied({ copied }: CopyLink, { viewer }: Messages): string {
  switch (copied) {
    case null:
      return "";
    case "address":
      return viewer.linkCopied;
    case "selection":
      return viewer.selectionLinkCopied;
    case "failed":
      return viewer.linkNotCopied;
  }
}

/** How long the result of copying is shown. */
const SAID_MS = 5000;

/** The result of copying a link. */
type Copied = "address" | "selection" | "failed";

/** Copies links to the shown document. Its host renders after every change. */
export class CopyLink {
  readonly #copied: Momentary<Copied>;

  constructor(host: ReactiveControllerHost) {
    this.#copied = new Momentary(host, SAID_MS);
  }

  /** The result of the last copy, for a moment; null otherwise. */
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
    // Replaces the address without navigating: the reader is at the place already.
    history.replaceState(null, "", link);
    this.#copied.say("failed");
  }
}
