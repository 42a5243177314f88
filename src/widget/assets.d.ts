/** A style sheet as text, for a shadow root. */
declare module "*.css?inline" {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: this is what the bundler exports.
  export { text as default };
}

/** A style sheet that the bundler links from the page. */
declare module "*.css" {}

/** The address of an image among the built assets. */
declare module "*.svg" {
  const url: string;

  // biome-ignore lint/style/noDefaultExport: this is what the bundler exports.
  export { url as default };
}
