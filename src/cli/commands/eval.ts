import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { saveCalibration } from "../../answering/refusal/calibration-file.js";
import type { Config } from "../../config/config.js";
import { readQuestions } from "../../evaluation/data-set.js";
import { deriveThresholds } from "../../evaluation/derive-thresholds.js";
import { figuresOfSets } from "../../evaluation/mean-figures.js";
import { openDriver } from "../../store/open-driver.js";
import { UsageError } from "../errors.js";
import {
  type DataSet,
  type DataSetEvaluation,
  evaluateDataSet,
  nameOf,
  QUESTIONS_FILE,
} from "../evaluate-data-set.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { calibrationText, evaluationText, setsText } from "../output/evaluation-text.js";
import { layoutOf, note, print, printJson } from "../terminal.js";

/** Options of `footnote eval`. */
export interface EvalOptions extends GlobalOptions {
  readonly json?: boolean;
  /** The HTML file to write. */
  readonly report?: string;
  /** The file of questions; by default the data set's own. With several folders, a path in each of them. */
  readonly questions?: string;
  /** Whether thresholds are derived and stored. */
  readonly calibrate?: boolean;
}

/** `footnote eval`: measures retrieval, answers and refusals on data sets, each in an index that is removed afterwards. */
export async function evaluate(folders: readonly string[], options: EvalOptions): Promise<void> {
  const { json, report, questions, calibrate, documents, index, ...others } = options;
  if (documents !== undefined || (index !== undefined && calibrate !== true)) {
    throw new UsageError(
      "eval reads the data set's documents into an index of its own: leave out --documents, and --index unless it is to be calibrated.",
    );
  }
  const dataSets = folders.map((folder) => dataSetOf(path.resolve(folder), questions, folders.length > 1));
  for (const dataSet of dataSets) {
    await checkDataSet(dataSet);
  }
  if (report !== undefined) {
    await checkReport(report);
  }
  const config = configOf(index === undefined ? others : { ...others, index });
  const [first, ...more] = await evaluateAll(dataSets, config);
  if (first === undefined) {
    return;
  }
  if (calibrate) {
    await calibrateIndex(config, first, more);
  }
  if (report !== undefined) {
    const { reportPage } = await import("../../evaluation/report/report-page.js");
    await writeFile(report, reportPage([first, ...more], new Date()));
    note(`The report is in ${path.resolve(report)}`);
  }
  const isOne = more.length === 0;
  const figures = isOne ? first.figures : figuresOfSets([first, ...more]);
  if (json) {
    printJson(figures);
  } else {
    const layout = layoutOf(process.stdout);
    print("sets" in figures ? setsText(figures, layout) : evaluationText(figures, layout));
  }
}

/** Of one data set the file of questions is where it is said; of several, one in each folder. */
function dataSetOf(folder: string, questions: string | undefined, isOneOfSeveral: boolean): DataSet {
  if (questions === undefined) {
    return { folder, questions: path.join(folder, QUESTIONS_FILE) };
  }
  return { folder, questions: isOneOfSeveral ? path.resolve(folder, questions) : path.resolve(questions) };
}

/** One data set after the other, so that each is timed alone. */
function evaluateAll(dataSets: readonly DataSet[], config: Config): Promise<DataSetEvaluation[]> {
  return interruptible(async (signal) => {
    const evaluations: DataSetEvaluation[] = [];
    for (const dataSet of dataSets) {
      if (dataSets.length > 1) {
        note(`${nameOf(dataSet)} (${evaluations.length + 1} of ${dataSets.length})`);
      }
      evaluations.push(await evaluateDataSet(dataSet, config, signal));
    }
    return evaluations;
  });
}

/** Derives when to refuse from all evaluations together, and stores it with the configured index. */
async function calibrateIndex(
  config: Config,
  first: DataSetEvaluation,
  more: readonly DataSetEvaluation[],
): Promise<void> {
  const outcomes = [first, ...more].flatMap((evaluation) => evaluation.outcomes);
  const { directions, skipped } = deriveThresholds(outcomes, first.calibration);
  await saveCalibration(await openDriver(config), first.fingerprint, directions);
  note(calibrationText({ directions, skipped }));
}

async function checkDataSet({ folder, questions }: DataSet): Promise<void> {
  if (!(await isFolder(path.join(folder, "documents")))) {
    throw new UsageError(
      `${folder} is no data set: it needs a folder documents/ and a file ${QUESTIONS_FILE} (docs/evaluation.md).`,
    );
  }
  // Read again when its turn comes; a fault in the last file must not cost the time of the others.
  await readQuestions(questions);
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
