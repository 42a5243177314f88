import path from "node:path";
import { type BackupOptions, backUpToFile, backUpToStream } from "../../app/back-up.js";
import { UsageError } from "../errors.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { backupText } from "../output/backup-text.js";
import { note, print, printJson } from "../terminal.js";

/** What stands for stdin and stdout. */
export const STANDARD_STREAM = "-";

/** Options of `footnote backup`. */
export interface BackupCommandOptions extends GlobalOptions {
  readonly withDocuments?: boolean;
  readonly json?: boolean;
}

/** `footnote backup`: writes the index, its calibration and the feedback to one file, also while a server runs. */
export async function backUp(
  file: string,
  { withDocuments = false, json = false, ...options }: BackupCommandOptions,
  version: string,
): Promise<void> {
  const config = configOf(options);
  const isPiped = file === STANDARD_STREAM;
  if (isPiped && (json || process.stdout.isTTY)) {
    throw new UsageError(
      "With - the backup itself goes to stdout: name a file, or pipe it somewhere and leave out --json.",
    );
  }
  const target = path.resolve(file);
  await interruptible(async (signal) => {
    const call: BackupOptions = { version, withDocuments, signal };
    if (isPiped) {
      note(backupText(await backUpToStream(config, process.stdout, call), "stdout").trimEnd());
      return;
    }
    const report = await backUpToFile(config, target, call);
    if (json) {
      printJson({ file: target, ...report });
    } else {
      print(backupText(report, target));
    }
  });
}
