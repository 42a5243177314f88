import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import { ICONS } from "../view/icons.js";
import type { CopyLink } from "./copy-link.js";

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
            ${ICONS.quote}<span>${viewer.goToCited}</span>
          </button>`
    }
    <button
      type="button"
      class="quiet"
      title=${viewer.copyLinkHint}
      @mousedown=${keepSelection}
      @click=${copy}
    >
      ${ICONS.link}<span>${viewer.copyLink}</span>
    </button>
    <span class="said" role="status">${describeCopied(copyLink, messages)}</span>
  </div>`;
}

/** A press on the button would otherwise take the selection away that it is about. */
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
