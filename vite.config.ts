import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const widget = fileURLToPath(new URL("src/widget", import.meta.url));
const browsers = ["chrome123", "firefox121", "safari17.5"];

/**
 * Holds back the first paint until the page's script has run: before that there is nothing to see, and a choice
 * of light or dark would come too late.
 */
const renderWithScript: Plugin = {
  name: "render-with-script",
  transformIndexHtml: {
    order: "post",
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
};

/** Builds the pages that run in a browser: hashed assets and HTML files without inline script or style. */
export default defineConfig({
  root: widget,
  plugins: [renderWithScript],
  build: {
    outDir: fileURLToPath(new URL("dist/public", import.meta.url)),
    emptyOutDir: true,
    // The first versions with `light-dark()` and nested CSS.
    target: browsers,
    cssTarget: browsers,
    // The pages' Content-Security-Policy allows no data: URL but images; one rule for every asset is simpler.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index", "search", "documents", "viewer"].map((page) => `${widget}/${page}.html`),
    },
  },
});
