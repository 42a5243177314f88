import type { AnalysisVersion } from "../../core/analysis.js";
import { FootnoteError } from "../../core/errors.js";
import { isSupported } from "../../documents/find-loader.js";
import type { LoadingPool } from "../../ingest/loading/loading-pool.js";
import { scanZip } from "../../ingest/scan-zip.js";

/** What tells whether a file can be read. */
export interface Reading {
  readonly loader: LoadingPool;
  /** Says which formats are supported. */
  readonly analysis: AnalysisVersion;
}

/**
 * Makes sure that a zip archive holds a document: the first that can be read is enough, since the ingest reports the
 * others one by one.
 * @param temporary where the archive is
 * @param path where it is to be
 * @throws FootnoteError `unreadable_document`, `unsupported_format`
 */
export async function checkZip(
  temporary: string,
  path: string,
  { loader, analysis }: Reading,
): Promise<void> {
  const { files, skipped } = await scanZip(temporary, path, null);
  const fault = skipped.find((file) => file.path === path);
  if (fault !== undefined) {
    throw new FootnoteError("unreadable_document", fault.reason);
  }
  const reasons: string[] = [];
  for (const file of files.filter((file) => isSupported(file, analysis))) {
    const result = await loader.load({ absolute: temporary, ...file });
    if (result.state !== "failed") {
      return;
    }
    reasons.push(`${file.path}: ${result.reason}`);
  }
  const [first] = reasons;
  throw first === undefined
    ? new FootnoteError(
        "unsupported_format",
        "it holds no file of a supported format; docs/documents.md lists them",
      )
    : new FootnoteError("unreadable_document", first);
}
