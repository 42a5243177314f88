import { html, svg, type TemplateResult } from "lit";

/** A line drawing; @param shape within 24 units each way */
export function icon(shape: TemplateResult<2>): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

/** Line drawings of the chat; the text beside them says the same. */
export const ICONS = {
  caution: icon(svg`<path d="M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.8v.1"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
  copy: icon(svg`<path d="M9 9V4h11v11h-5M4 9h11v11H4z"/>`),
  empty: icon(svg`<path d="M8 4H5v16h3m8-16h3v16h-3"/>`),
  forward: icon(svg`<path d="M5 12h14m-6-6 6 6-6 6"/>`),
  questions: icon(svg`<path d="M20 5H4v11h4v4l5-4h7V5Z"/>`),
  retry: icon(svg`<path d="M19.5 9A8 8 0 1 0 20 14M20 4v5h-5"/>`),
  stop: icon(svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor"/>`),
  thumbDown: icon(
    svg`<path d="M17 14V4h3v10h-3Zm0 0-4 7c-1.5 0-2.5-1-2.5-2.5V15H5.8c-1.3 0-2.2-1.2-1.9-2.4l1.6-7C5.7 4.7 6.5 4 7.4 4H17"/>`,
  ),
  thumbUp: icon(
    svg`<path d="M7 10v10H4V10h3Zm0 0 4-7c1.5 0 2.5 1 2.5 2.5V9h4.7c1.3 0 2.2 1.2 1.9 2.4l-1.6 7c-.2.9-1 1.6-1.9 1.6H7"/>`,
  ),
  up: icon(svg`<path d="M12 19V5m-6 6 6-6 6 6"/>`),
  verified: icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
} as const;
