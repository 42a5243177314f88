import { extname } from "node:path";
import type { Config } from "../../config/config.js";
import { ownPaths } from "../../config/own-paths.js";
import type { AnalysisVersion } from "../../core/analysis.js";
import { isSupported } from "../../documents/find-loader.js";
import { ANALYSIS } from "../../ingest/analysis.js";
import { type ScannedFile, scan } from "../../ingest/scan.js";
import { plural } from "../output/plural.js";
import { type Check, failed } from "./check.js";

/** Whether the documents folder can be read and holds something to answer from. */
export async function checkDocuments(
  config: Pick<Config, "documentsDir" | "indexDir" | "feedbackFile">,
  analysis: AnalysisVersion = ANALYSIS,
): Promise<Check> {
  const { documentsDir } = config;
  const name = "documents";
  try {
    const { files, skipped, ignored } = await scan(documentsDir, ownPaths(config));
    const supported = files.filter((file) => isSupported(file, analysis));
    const others = files.length - supported.length + skipped.length;
    const message = [
      `${plural(supported.length, "document")} in ${documentsDir}${formats(supported)}`,
      ...(others > 0 ? [`${others} skipped`] : []),
      ...(ignored > 0 ? [`${ignored} ignored`] : []),
    ].join(", ");
    return supported.length > 0
      ? { name, status: "ok", message: `${message}.` }
      : {
          name,
          status: "warn",
          message: `${message}.`,
          remedy: "Put documents there, or name another folder with DOCUMENTS_DIR.",
        };
  } catch (error) {
    return failed(name, error);
  }
}

/** Such as ` (12 pdf, 3 md)`, most frequent first. */
function formats(files: readonly ScannedFile[]): string {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const extension = extname(path).slice(1).toLowerCase();
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.length === 0
    ? ""
    : ` (${sorted.map(([extension, count]) => `${count} ${extension}`).join(", ")})`;
}
