import path from "node:path";
import { fileURLToPath } from "node:url";

// This file lies two levels below the package's root, in `src/` as in `dist/`.
const ROOT = new URL("../../", import.meta.url);

/** Folders that come with Footnote, as absolute paths; they don't depend on the working directory. */
export const INSTALLATION = {
  /** Holds `package.json`. */
  root: path.resolve(fileURLToPath(ROOT)),
  /** The built-in embedder. */
  models: fileURLToPath(new URL("models", ROOT)),
  /** The prompt templates Footnote comes with. */
  prompts: fileURLToPath(new URL("prompts", ROOT)),
  /** The web pages, once they are built. */
  pages: fileURLToPath(new URL("dist/public", ROOT)),
} as const;
