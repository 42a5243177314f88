import { openIndexToWrite } from "../../server/open-index.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { ingestText } from "../output/ingest-text.js";
import { synchronise } from "../synchronise.js";
import { layoutOf, note, print, printJson } from "../terminal.js";

/** Options of `footnote ingest`. */
export interface IngestOptions extends GlobalOptions {
  readonly rebuild?: boolean;
  readonly json?: boolean;
}

/** `footnote ingest`: brings the index up to date and prints what changed. */
export async function ingestDocuments({ rebuild = false, json, ...options }: IngestOptions): Promise<void> {
  const config = configOf(options);
  const report = await interruptible(async (signal) => {
    const index = await openIndexToWrite(config, note);
    try {
      return await synchronise(config, index, { rebuild, signal });
    } finally {
      await index.close();
    }
  });
  if (json) {
    printJson(report);
  } else {
    print(ingestText(report, layoutOf(process.stdout)));
  }
}
