import { html, nothing, type TemplateResult } from "lit";
import { type HighlightedSpan, viewerLink } from "../answer/viewer-link.js";
import { ICONS } from "./icons.js";
import type { TurnContext } from "./turn-context.js";

/** Whether a quote was verified, as icon and words. */
export function verification(verified: boolean, text: string): TemplateResult {
  return html`<span class=${verified ? "verdict" : "verdict caution"}
    >${verified ? ICONS.verified : ICONS.caution}<span>${text}</span></span
  >`;
}

/** A `lang` attribute's value; nothing where the language isn't known. */
export function langOf(language: string): string | typeof nothing {
  return language === "" || language === "und" ? nothing : language;
}

/**
 * A link to where the viewer shows a span.
 * @param label what a screen reader says; by default the content
 */
export function renderDocumentLink(
  source: HighlightedSpan & { readonly documentId: string },
  content: unknown,
  context: TurnContext,
  { className, label }: { readonly className?: string; readonly label?: string } = {},
): TemplateResult {
  const { newTab, messages, server } = context;
  const said = newTab && label !== undefined ? `${label}, ${messages.panel.newTab}` : label;
  return html`<a
    part="document-link"
    class=${className ?? nothing}
    href=${viewerLink(source, server)}
    target=${newTab ? "_blank" : nothing}
    rel=${newTab ? "noopener" : nothing}
    aria-label=${said ?? nothing}
    >${content}${newTab && label === undefined ? html`<span class="visually-hidden">, ${messages.panel.newTab}</span>` : nothing}</a
  >`;
}
