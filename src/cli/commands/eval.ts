import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { saveCalibration } from "../../answering/refusal/calibration-file.js";
import type { Config } from "../../config/config.js";
import { deriveThresholds } from "../../evaluation/derive-thresholds.js";
import { openDriver } from "../../store/open-driver.js";
import { UsageError } from "../errors.js";
import { type DataSetEvaluation, evaluateDataSet, QUESTIONS_FILE } from "../evaluate-data-set.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { calibrationText, evaluationText } from "../output/evaluation-text.js";
import { layoutOf, note, print, printJson } from "../terminal.js";

/** Options of `footnote eval`. */
export interface EvalOptions extends GlobalOptions {
  readonly json?: boolean;
  /** The HTML file to write. */
  readonly report?: string;
  /** The file of questions; by default the data set's own. */
  readonly questions?: string;
  /** Whether thresholds are derived and stored. */
  readonly calibrate?: boolean;
}

/** `footnote eval`: measures retrieval, answers and refusals on a data set, in an index that is removed afterwards. */
export async function evaluate(folder: string, options: EvalOptions): Promise<void> {
  const { json, report, questions, calibrate, documents, index, ...others } = options;
  if (documents !== undefined || (index !== undefined && calibrate !== true)) {
    throw new UsageError(
      "eval reads the data set's documents into an index of its own: leave out --documents, and --index unless it is to be calibrated.",
    );
  }
  const dataSet = path.resolve(folder);
  await checkDataSet(dataSet);
  if (report !== undefined) {
    await checkReport(report);
  }
  const file = questions === undefined ? path.join(dataSet, QUESTIONS_FILE) : path.resolve(questions);
  const config = configOf(index === undefined ? others : { ...others, index });
  const evaluation = await interruptible((signal) =>
    evaluateDataSet({ folder: dataSet, questions: file }, config, signal),
  );
  if (calibrate) {
    await calibrateIndex(config, evaluation);
  }
  if (report !== undefined) {
    const { reportPage } = await import("../../evaluation/report/report-page.js");
    await writeFile(report, reportPage(evaluation, new Date()));
    note(`The report is in ${path.resolve(report)}`);
  }
  if (json) {
    printJson(evaluation.figures);
  } else {
    print(evaluationText(evaluation.figures, layoutOf(process.stdout)));
  }
}

/** Derives when to refuse from an evaluation, and stores it with the configured index. */
async function calibrateIndex(
  config: Config,
  { outcomes, calibration, fingerprint }: DataSetEvaluation,
): Promise<void> {
  const { directions, skipped } = deriveThresholds(outcomes, calibration);
  await saveCalibration(await openDriver(config), fingerprint, directions);
  note(calibrationText({ directions, skipped }));
}

async function checkDataSet(folder: string): Promise<void> {
  if (!(await isFolder(path.join(folder, "documents")))) {
    throw new UsageError(
      `${folder} is no data set: it needs a folder documents/ and a file ${QUESTIONS_FILE} (docs/evaluation.md).`,
    );
  }
}

/** Said before the questions are asked, which may take long. */
async function checkReport(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  if (!(await isFolder(folder))) {
    throw new UsageError(`The folder ${folder} for the report doesn't exist.`);
  }
  if (await isFolder(file)) {
    throw new UsageError(`${file} is a folder; --report names an HTML file.`);
  }
}

async function isFolder(name: string): Promise<boolean> {
  return stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
