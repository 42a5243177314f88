import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { documentLink } from "../answer/viewer-link.js";
import type { Messages } from "../i18n/messages.js";
import type { ListedDocument } from "../transport/documents-client.js";
import { PAGE_ICONS } from "../view/page-icons.js";
import { langOf } from "../view/source-label.js";
import { renderPath } from "../viewer/path.js";
import { type DocumentRow, SORT_COLUMNS, type Sorting } from "./rows.js";
import type { Wording } from "./wording.js";

/** What the table needs of the page. */
export interface TableContext {
  readonly messages: Messages;
  readonly wording: Wording;
  readonly sorting: Sorting;
  readonly sortBy: (column: Sorting["column"]) => void;
  /** Null while the reader may not remove documents. */
  readonly remove: ((document: ListedDocument) => void) | null;
}

/** The files with what is known of each. On a narrow screen the style sheet makes a card of each row. */
export function renderTable(rows: readonly DocumentRow[], context: TableContext): TemplateResult {
  const { messages, remove } = context;
  // Roles are named because a table that is laid out as cards loses its own.
  return html`<table role="table" aria-label=${messages.documents.heading}>
    <thead role="rowgroup">
      <tr role="row">
        ${SORT_COLUMNS.map((column) => renderColumnHead(column, context))}
        ${remove === null ? nothing : html`<td role="cell"></td>`}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        rows,
        ({ path }) => path,
        (row) => renderRow(row, context),
      )}
    </tbody>
  </table>`;
}

function renderColumnHead(
  column: Sorting["column"],
  { messages, sorting, sortBy }: TableContext,
): TemplateResult {
  const sorted = sorting.column === column;
  const direction = sorting.descending ? "descending" : "ascending";
  return html`<th role="columnheader" scope="col" class=${column} aria-sort=${sorted ? direction : nothing}>
    <button type="button" @click=${() => sortBy(column)}>
      ${messages.documents.columns[column]}<span class="direction">${sorted ? (sorting.descending ? PAGE_ICONS.down : PAGE_ICONS.up) : nothing}</span>
    </button>
  </th>`;
}

function renderRow(row: DocumentRow, context: TableContext): TemplateResult {
  const { messages, wording, remove } = context;
  const { document } = row;
  return html`<tr role="row" class=${row.state}>
    <th role="rowheader" scope="row" class="title">
      ${
        document === null
          ? html`<span class="name">${renderPath(row.title)}</span>`
          : html`<a class="name" href=${documentLink(document.id)} lang=${langOf(document.language)}>${row.title}</a>`
      }
      ${row.path === row.title ? nothing : html`<span class="path">${renderPath(row.path)}</span>`}
    </th>
    <td role="cell" class="state">${renderState(row, messages)}</td>
    <td role="cell" class="format">${document === null ? nothing : renderFormat(document, messages)}</td>
    <td role="cell" class="passages">
      ${document === null ? nothing : html`${document.passages.toLocaleString(messages.locale)}<span class="unit"> ${messages.documents.columns.passages}</span>`}
    </td>
    <td role="cell" class="language">${document === null ? nothing : wording.language(document.language)}</td>
    <td role="cell" class="size">${document === null ? nothing : wording.size(document.bytes)}</td>
    <td role="cell" class="date">
      ${row.date === "" ? nothing : html`<time datetime=${row.date} title=${wording.moment(row.date)}>${wording.date(row.date)}</time>`}
    </td>
    ${
      remove === null
        ? nothing
        : html`<td role="cell" class="actions">${document === null ? nothing : renderRemove(document, messages, remove)}</td>`
    }
  </tr>`;
}

function renderState({ state, reason, document }: DocumentRow, { documents }: Messages): TemplateResult {
  switch (state) {
    case "ready":
      return html`<span class="badge ready">${PAGE_ICONS.verified}${documents.ready}</span>
        ${document?.notices.map((notice) => html`<span class="reason" lang="en">${notice}</span>`)}`;
    case "indexing":
      return html`<span class="badge">${PAGE_ICONS.retry}${documents.indexing}</span>`;
    case "failed":
      return html`<span class="badge caution">${PAGE_ICONS.caution}${documents.failed}</span>
        <span class="reason" lang="en">${reason}</span>`;
  }
}

function renderFormat({ format, pages }: ListedDocument, { documents }: Messages): TemplateResult {
  return html`<span class="format-name">${format}</span>${
    pages === null ? nothing : html`<span class="pages">${documents.pages(pages, format)}</span>`
  }`;
}

function renderRemove(
  document: ListedDocument,
  { documents }: Messages,
  remove: (document: ListedDocument) => void,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${documents.removeNamed(document.title)}
    title=${documents.remove}
    @click=${() => remove(document)}
  >
    ${PAGE_ICONS.remove}
  </button>`;
}
