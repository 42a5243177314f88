import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { DISABLED_CONSTRUCTS } from "./src/widget/answer/disabled-constructs.js";

const widget = fileURLToPath(new URL("src/widget", import.meta.url));

/** Leaves out the indentation of templates, which browsers fold away; the minifier keeps it. */
export const withoutIndentation: Plugin = {
  name: "without-indentation",
  enforce: "pre",
  transform: (code, id) => (id.endsWith(".ts") ? code.replace(/\n[ \t]+/g, "\n") : null),
};

/** The first versions with relative colours, `light-dark()` and nested CSS. */
export const browsers = ["chrome123", "firefox128", "safari18"];

/**
 * Gives Lit's Trusted Types policy a name of our own, so that a page can allow it, and so that it doesn't collide with
 * that of another Lit on the same page.
 */
export function trustedTypesPolicy(name: string): Plugin {
  return {
    name: "trusted-types-policy",
    transform(code, id) {
      if (!id.endsWith("/lit-html.js")) {
        return null;
      }
      const renamed = code.replace('createPolicy("lit-html"', `createPolicy("${name}"`);
      if (renamed === code) {
        this.error("Lit's policy isn't where it was.");
      }
      return renamed;
    },
  };
}

/** Leaves out the code of the Markdown that is disabled anyway, a sixth of the parser. */
export const withoutDisabledMarkdown: Plugin = {
  name: "without-disabled-markdown",
  load(id) {
    const file = /\/micromark-core-commonmark\/lib\/([a-z-]+)\.js$/.exec(id)?.[1] ?? "";
    const construct = file.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return DISABLED_CONSTRUCTS.includes(construct)
      ? `export const ${construct} = { name: "${construct}" };`
      : null;
  },
};

/**
 * Lengths in a page's own `rem` would change with the page: half of the web sets `html { font-size: 62.5% }`. In the
 * widget they count in a unit of its own, which `shell.css` sets; in conditions of containers, which can't read it,
 * in pixels. In those of media a `rem` is the browser's own.
 */
export const ownRootSize: Plugin = {
  name: "own-root-size",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes(".css")) {
      return null;
    }
    return code
      .replace(/@container[^{]+/g, (condition) => replaceRem(condition, (rem) => `${rem * 16}px`))
      .replace(/@media[^{]+|[^@{]+(?=[{}])|[^@{}]+/g, (part) =>
        part.startsWith("@media") ? part : replaceRem(part, (rem) => `calc(${rem} * var(--footnote-rem))`),
      );
  },
};

function replaceRem(css: string, replacement: (rem: number) => string): string {
  return css.replace(/(?<![\w.-])(\d*\.?\d+)rem\b/g, (_, rem: string) => replacement(Number(rem)));
}

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
  // In the scripts and styles, addresses of assets are relative to them; in the pages, the server puts its path in.
  base: "./",
  plugins: [renderWithScript, trustedTypesPolicy("footnote"), withoutDisabledMarkdown],
  build: {
    outDir: fileURLToPath(new URL("dist/public", import.meta.url)),
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    // The pages' Content-Security-Policy allows no data: URL but images; one rule for every asset is simpler.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index", "search", "documents", "viewer", "demo", "docs"].map(
        (page) => `${widget}/${page}.html`,
      ),
    },
  },
});
