/**
 * The path of the server that this page is from, with a slash at its end. The server writes it into its own pages; other
 * pages with the widget are taken to stand beside the API at the root.
 */
export const OWN_BASE: string =
  globalThis.document?.querySelector<HTMLMetaElement>('meta[name="footnote-base"]')?.content ?? "/";
