import path from "node:path";
import { restoreBackup } from "../../app/restore.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { restoreText } from "../output/backup-text.js";
import { note, print, printJson } from "../terminal.js";
import { STANDARD_STREAM } from "./backup.js";

/** Options of `footnote restore`. */
export interface RestoreCommandOptions extends GlobalOptions {
  readonly withoutDocuments?: boolean;
  readonly discard?: boolean;
  readonly json?: boolean;
}

/** `footnote restore`: brings a backup back, also while a server runs. */
export async function restore(
  file: string,
  { withoutDocuments = false, discard = false, json = false, ...options }: RestoreCommandOptions,
  version: string,
): Promise<void> {
  const config = configOf(options);
  const source = file === STANDARD_STREAM ? process.stdin : path.resolve(file);
  await interruptible(async (signal) => {
    const report = await restoreBackup(config, source, {
      version,
      withDocuments: !withoutDocuments,
      keepEarlier: !discard,
      onNotice: note,
      signal,
    });
    if (json) {
      printJson(report);
    } else {
      print(restoreText(report));
    }
  });
}
