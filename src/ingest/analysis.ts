import type { AnalysisVersion, LoaderVersion } from "../core/analysis.js";
import { formatOf, LOADER_VERSIONS, mayHoldPictures } from "../documents/find-loader.js";
import { describeOcr, type OcrPrograms } from "../documents/ocr/ocr-programs.js";
import { PASSAGES_VERSION } from "../passages/split-document.js";
import { TERMS_VERSION } from "../text/terms.js";

/** The rules of this Footnote where text in pictures isn't recognised. */
export const ANALYSIS: AnalysisVersion = {
  passages: PASSAGES_VERSION,
  terms: TERMS_VERSION,
  loaders: LOADER_VERSIONS,
};

/** The rules of this Footnote. @param ocr how text in pictures is recognised, if it is */
export function analysisWith(ocr: OcrPrograms | undefined): AnalysisVersion {
  return ocr === undefined ? ANALYSIS : { ...ANALYSIS, ocr: describeOcr(ocr) };
}

/** The loader for a file, by its extension. @returns version 0 of a format that isn't supported */
export function loaderFor(path: string, { loaders, ocr }: AnalysisVersion): LoaderVersion {
  const format = formatOf(path) ?? "unsupported";
  return {
    format,
    version: loaders[format] ?? 0,
    ...(ocr !== undefined && mayHoldPictures(path) && { ocr }),
  };
}
