import { svg } from "lit";
import { ICONS, icon } from "./icons.js";

/** The chat's line drawings and those of the other pages, which the widget needn't carry. */
export const PAGE_ICONS = {
  ...ICONS,
  back: icon(svg`<path d="M19 12H5m6-6-6 6 6 6"/>`),
  contents: icon(svg`<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1m-.1 5.5h.1m-.1 5.5h.1"/>`),
  down: icon(svg`<path d="M12 5v14m-6-6 6 6 6-6"/>`),
  document: icon(svg`<path d="M14 3H6v18h12V7l-4-4Zm0 0v4h4M9 12h6m-6 4h6"/>`),
  key: icon(svg`<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8.5-8.5M15.5 8l3 3"/>`),
  link: icon(
    svg`<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7m2 3a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"/>`,
  ),
  moon: icon(svg`<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z"/>`),
  next: icon(svg`<path d="m6 9.5 6 6 6-6"/>`),
  person: icon(svg`<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>`),
  previous: icon(svg`<path d="m6 14.5 6-6 6 6"/>`),
  quote: icon(
    svg`<path d="M10 7H4.5v6H10V7Zm0 6c0 2.5-1.5 4-4 4.5M19.5 7H14v6h5.5V7Zm0 6c0 2.5-1.5 4-4 4.5"/>`,
  ),
  remove: icon(svg`<path d="M4.5 7h15M9.5 7V4.5h5V7m3 0-.8 12.5H7.3L6.5 7m4 4v5m3-5v5"/>`),
  search: icon(svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>`),
  signOut: icon(svg`<path d="M13 4H5v16h8m3-12 4 4-4 4m4-4H9.5"/>`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4"/>`,
  ),
  upload: icon(svg`<path d="M12 15V4m-5 5 5-5 5 5M4 15v5h16v-5"/>`),
} as const;
