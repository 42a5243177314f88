import type { Loader } from "../core/ports/loader.js";
import { markdownLoader } from "./markdown-loader.js";
import { textLoader } from "./text-loader.js";

/** Every loader there is. */
export const LOADERS: readonly Loader[] = [textLoader, markdownLoader];

/** The loader for a file by its extension, or undefined if its format isn't supported. */
export function findLoader(path: string): Loader | undefined {
  const lower = path.toLowerCase();
  return LOADERS.find((loader) => loader.extensions.some((extension) => lower.endsWith(extension)));
}

/** Whether there is a loader for a file, by its extension. */
export function isSupported({ path }: { readonly path: string }): boolean {
  return findLoader(path) !== undefined;
}
