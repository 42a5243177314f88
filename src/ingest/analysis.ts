import type { AnalysisVersion, LoaderVersion } from "../core/analysis.js";
import { formatOf, LOADER_VERSIONS } from "../documents/find-loader.js";
import { PASSAGES_VERSION } from "../passages/split-document.js";
import { TERMS_VERSION } from "../text/terms.js";

/** The rules of this Footnote. */
export const ANALYSIS: AnalysisVersion = {
  passages: PASSAGES_VERSION,
  terms: TERMS_VERSION,
  loaders: LOADER_VERSIONS,
};

/** The loader for a file, by its extension. @returns version 0 of a format that isn't supported */
export function loaderFor(path: string, { loaders }: AnalysisVersion): LoaderVersion {
  const format = formatOf(path) ?? "unsupported";
  return { format, version: loaders[format] ?? 0 };
}
