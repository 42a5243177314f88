import type { LoadPart, TextRecogniser } from "../core/ports/loader.js";
import { findLoader } from "./find-loader.js";

/** So deep are files within files read: an attachment of a message that is attached to a file's message. */
const MAX_DEPTH = 3;

/**
 * What a loader reads the files with that its own file holds. It is handed to loaders, since they can't import
 * `findLoader`, which imports them.
 * @param depth how many more files may be within each other
 */
export function partLoader(recogniser?: TextRecogniser, depth = MAX_DEPTH): LoadPart {
  return async (bytes, path, limits) => {
    const loader = depth > 0 ? await findLoader(path) : undefined;
    return loader?.load(bytes, path, limits, { recogniser, loadPart: partLoader(recogniser, depth - 1) });
  };
}
