import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import { icons } from "../view/icons.js";
import type { CopyLink } from "./copy-link.js";

/** What the buttons for links show and do. */
export interface LinksContext {
  readonly messages: Messages;
  readonly copyLink: CopyLink;
  /** Null if nothing is cited. */
  readonly goToCited: (() => void) | null;
  readonly copy: () => void;
}

/** The way to the cited passage; the link to the document or to that passage. */
export function renderLinks({ messages, copyLink, goToCited, copy }: LinksContext): TemplateResult {
  const { viewer } = messages;
  return html`<div class="links">
    ${
      goToCited === null
        ? nothing
        : html`<button type="button" class="quiet" title=${viewer.goToCited} @click=${goToCited}>
            ${icons.quote}<span>${viewer.goToCited}</span>
          </button>`
    }
    <button
      type="button"
      class="quiet"
      @click=${copy}
    >
      ${icons.link}<span>${viewer.copyLink}</span>
    </button>
    <span class="said" role="status">${describeCopied(copyLink, messages)}</span>
  </div>`;
}

function describeCopied({ copied }: CopyLink, { viewer }: Messages): string {
  switch (copied) {
    case null:
      return "";
    case "address":
      return viewer.linkCopied;
    case "failed":
      return viewer.linkNotCopied;
  }
}
