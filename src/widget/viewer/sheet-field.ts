import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Mark } from "../../core/document.js";
import type { Messages } from "../i18n/messages.js";

/** What the field for a page or slide shows and does. */
export interface SheetFieldContext {
  /** Pages or slides, by ascending start; at least one. */
  readonly sheets: readonly Mark[];
  /** The one that the reader is at. */
  readonly current: number;
  readonly messages: Messages;
  readonly goTo: (sheet: Mark) => void;
}

/** The pages or slides among a document's marks. */
export function sheetsOf(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter(({ kind }) => kind === "page" || kind === "slide");
}

/** Shows the page or slide that the reader is at, and goes to the one whose number is entered. */
export function renderSheetField({ sheets, current, messages, goTo }: SheetFieldContext): TemplateResult {
  const { viewer } = messages;
  const [first] = sheets;
  const last = sheets.at(-1);
  const onChange = (event: Event) => {
    const field = event.currentTarget;
    if (!(field instanceof HTMLInputElement)) {
      return;
    }
    const asked = field.valueAsNumber;
    const sheet = sheets.findLast(({ value }) => value <= asked) ?? first;
    if (sheet === undefined || Number.isNaN(asked)) {
      return;
    }
    field.value = `${sheet.value}`;
    goTo(sheet);
  };
  return html`<div class="sheet-field">
    <label for="sheet">${first?.kind === "slide" ? viewer.slide : viewer.page}</label>
    <input
      id="sheet"
      type="number"
      inputmode="numeric"
      min=${first?.value ?? 1}
      max=${last?.value ?? 1}
      aria-describedby="sheets"
      .value=${live(`${current}`)}
      @change=${onChange}
    />
    <span id="sheets">${viewer.ofSheets(last?.value ?? 1)}</span>
  </div>`;
}
