import type { Config } from "./config.js";

/** What Footnote itself writes: no documents, even within the documents folder. */
export function ownPaths({
  indexDir,
  feedbackFile,
}: Pick<Config, "indexDir" | "feedbackFile">): readonly string[] {
  return [indexDir, feedbackFile];
}
