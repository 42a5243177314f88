import path from "node:path";
import { exportIndex as writeExport } from "../../app/export-index.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { exportText } from "../output/move-text.js";
import { moveProgressView } from "../output/progress.js";
import { print, printJson } from "../terminal.js";

/** Options of `footnote export`. */
export interface ExportOptions extends GlobalOptions {
  readonly json?: boolean;
}

/** `footnote export`: writes the index to a file that any store can take it from. */
export async function exportIndex(
  file: string,
  { json = false, ...options }: ExportOptions,
  version: string,
): Promise<void> {
  const config = configOf(options);
  const target = path.resolve(file);
  const view = moveProgressView();
  await interruptible(async (signal) => {
    const call = { version, onProgress: view.show, signal };
    const report = await writeExport(config, target, call).finally(view.stop);
    if (json) {
      printJson({ file: target, ...report });
    } else {
      print(exportText(report, target));
    }
  });
}
