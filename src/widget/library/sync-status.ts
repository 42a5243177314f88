import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import type { ListedFile, SyncState } from "../transport/documents-client.js";
import { PAGE_ICONS } from "../view/page-icons.js";
import { renderPath } from "../viewer/path.js";
import type { Wording } from "./wording.js";

/** How far the server is with bringing its index up to date, and what went wrong the last time. */
export function renderSyncStatus(sync: SyncState, { documents }: Messages, wording: Wording): TemplateResult {
  const { running, progress, finishedAt, lastError } = sync;
  const upToDate = finishedAt === null ? nothing : documents.upToDate(wording.moment(finishedAt));
  return html`<div class="sync">
    ${
      running
        ? html`<label>
            <span>${progress === null ? documents.syncStarting : documents.syncing(progress.done, progress.total)}</span>
            <progress max=${progress?.total || 1} value=${progress?.done ?? nothing}></progress>
          </label>`
        : html`<p class="up-to-date">${upToDate}</p>`
    }
    ${
      lastError === null || running
        ? nothing
        : html`<div class="problem" role="alert">
            ${PAGE_ICONS.caution}
            <p><strong>${documents.syncFailed}.</strong> <span lang="en">${lastError}</span></p>
          </div>`
    }
  </div>`;
}

/** The files that aren't read, folded away. */
export function renderSkipped(
  skipped: readonly ListedFile[],
  { documents }: Messages,
): TemplateResult | typeof nothing {
  if (skipped.length === 0) {
    return nothing;
  }
  return html`<details class="skipped">
    <summary>${documents.skipped(skipped.length)}</summary>
    <p class="hint">${documents.skippedHint}</p>
    <ul>
      ${skipped.map(
        ({ path, reason }) =>
          html`<li><span class="name">${renderPath(path)}</span> <span class="reason" lang="en">${reason}</span></li>`,
      )}
    </ul>
  </details>`;
}
