import path from "node:path";
import { type ImportCall, importIndex as takeExport } from "../../app/import-index.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { importText } from "../output/move-text.js";
import { moveProgressView } from "../output/progress.js";
import { note, print, printJson } from "../terminal.js";

/** Options of `footnote import`. */
export interface ImportOptions extends GlobalOptions {
  readonly json?: boolean;
}

/** `footnote import`: makes the index hold what an exported one held. */
export async function importIndex(file: string, { json = false, ...options }: ImportOptions): Promise<void> {
  const config = configOf(options);
  const view = moveProgressView();
  await interruptible(async (signal) => {
    const call: ImportCall = {
      onProgress: view.show,
      onWait: () => note("An ingest is running; the import waits until it is done."),
      onNotice: note,
      signal,
    };
    const report = await takeExport(config, path.resolve(file), call).finally(view.stop);
    if (json) {
      printJson(report);
    } else {
      print(importText(report));
    }
  });
}
