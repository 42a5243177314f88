import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import {
  browsers,
  ownRootSize,
  trustedTypesPolicy,
  withoutDisabledMarkdown,
  withoutIndentation,
} from "./vite.config.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the widget as one file: `dist/public/widget.js` for a `<script>` tag, and with `--mode package` the module
 * `footnote/widget` for bundlers.
 */
export default defineConfig(({ mode }) => {
  const isPackage = mode === "package";
  return {
    root: at("src/widget"),
    plugins: [
      withoutIndentation,
      ownRootSize,
      trustedTypesPolicy("footnote-widget"),
      withoutDisabledMarkdown,
    ],
    publicDir: false,
    build: {
      outDir: at(isPackage ? "dist/widget" : "dist/public"),
      emptyOutDir: false,
      target: browsers,
      cssTarget: browsers,
      lib: {
        entry: at(isPackage ? "src/widget/elements/footnote-chat.ts" : "src/widget/embed/script.ts"),
        formats: [isPackage ? "es" : "iife"],
        name: "FootnoteWidget",
        fileName: () => "widget.js",
      },
    },
  };
});
