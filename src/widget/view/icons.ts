import { html, svg, type TemplateResult } from "lit";

function icon(shape: TemplateResult<2>): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

/** Line drawings; the text beside them says the same. */
export const ICONS = {
  back: icon(svg`<path d="M19 12H5m6-6-6 6 6 6"/>`),
  caution: icon(svg`<path d="M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.8v.1"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
  contents: icon(svg`<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1m-.1 5.5h.1m-.1 5.5h.1"/>`),
  copy: icon(svg`<path d="M9 9V4h11v11h-5M4 9h11v11H4z"/>`),
  down: icon(svg`<path d="M12 5v14m-6-6 6 6 6-6"/>`),
  document: icon(svg`<path d="M14 3H6v18h12V7l-4-4Zm0 0v4h4M9 12h6m-6 4h6"/>`),
  empty: icon(svg`<path d="M8 4H5v16h3m8-16h3v16h-3"/>`),
  forward: icon(svg`<path d="M5 12h14m-6-6 6 6-6 6"/>`),
  key: icon(svg`<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8.5-8.5M15.5 8l3 3"/>`),
  link: icon(
    svg`<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7m2 3a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"/>`,
  ),
  moon: icon(svg`<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z"/>`),
  next: icon(svg`<path d="m6 9.5 6 6 6-6"/>`),
  previous: icon(svg`<path d="m6 14.5 6-6 6 6"/>`),
  questions: icon(svg`<path d="M20 5H4v11h4v4l5-4h7V5Z"/>`),
  quote: icon(
    svg`<path d="M10 7H4.5v6H10V7Zm0 6c0 2.5-1.5 4-4 4.5M19.5 7H14v6h5.5V7Zm0 6c0 2.5-1.5 4-4 4.5"/>`,
  ),
  remove: icon(svg`<path d="M4.5 7h15M9.5 7V4.5h5V7m3 0-.8 12.5H7.3L6.5 7m4 4v5m3-5v5"/>`),
  retry: icon(svg`<path d="M19.5 9A8 8 0 1 0 20 14M20 4v5h-5"/>`),
  search: icon(svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>`),
  stop: icon(svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor"/>`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4"/>`,
  ),
  thumbDown: icon(
    svg`<path d="M17 14V4h3v10h-3Zm0 0-4 7c-1.5 0-2.5-1-2.5-2.5V15H5.8c-1.3 0-2.2-1.2-1.9-2.4l1.6-7C5.7 4.7 6.5 4 7.4 4H17"/>`,
  ),
  thumbUp: icon(
    svg`<path d="M7 10v10H4V10h3Zm0 0 4-7c1.5 0 2.5 1 2.5 2.5V9h4.7c1.3 0 2.2 1.2 1.9 2.4l-1.6 7c-.2.9-1 1.6-1.9 1.6H7"/>`,
  ),
  up: icon(svg`<path d="M12 19V5m-6 6 6-6 6 6"/>`),
  upload: icon(svg`<path d="M12 15V4m-5 5 5-5 5 5M4 15v5h16v-5"/>`),
  verified: icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
} as const;
