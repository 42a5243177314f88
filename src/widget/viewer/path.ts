import { html, type TemplateResult } from "lit";

/** A document's path that may break after its separators rather than within a word. */
export function renderPath(path: string): readonly TemplateResult[] {
  return path.split(/(?<=[/_-])|(?=\.)/).map((part) => html`${part}<wbr />`);
}
