import path from "node:path";
import { finishAnswer } from "../answering/answerer.js";
import type { Calibration } from "../answering/refusal/answerability.js";
import { withTemporaryWorkspace } from "../app/use-workspace.js";
import { type AnsweringOptions, openAnswering, type WritableWorkspace } from "../app/workspace.js";
import type { Config } from "../config/config.js";
import type { Fingerprint } from "../core/ports/embedder.js";
import { readQuestions } from "../evaluation/data-set.js";
import { type EvaluationOptions, evaluate } from "../evaluation/evaluate.js";
import { type Evaluation, figuresOf } from "../evaluation/figures.js";
import type { Outcome } from "../evaluation/outcome.js";
import type { Models } from "../learned/weights-file.js";
import { openDriver } from "../store/open-driver.js";
import { ingestWithProgress } from "./ingest-with-progress.js";
import { ingestSummary } from "./output/ingest-text.js";
import { plural } from "./output/plural.js";
import { oneLine } from "./output/printable.js";
import { evaluationProgressView } from "./output/progress.js";
import { layoutOf, note } from "./terminal.js";

/** A data set on disk. */
export interface DataSet {
  /** Holds `documents/`. */
  readonly folder: string;
  /** The file of questions. */
  readonly questions: string;
}

/** An evaluation with what its confidences depend on. */
export interface DataSetEvaluation extends Evaluation {
  /** What the configured index is calibrated with. */
  readonly calibration: Calibration | undefined;
  readonly fingerprint: Fingerprint;
}

/** The file of questions that a data set comes with. */
export const QUESTIONS_FILE = "questions.jsonl";

/**
 * Ingests a data set's documents into a temporary index, and asks its questions, with the configured embedder and
 * writer, and the calibration of the configured index. Progress goes to stderr.
 * @param weights by default those that Footnote comes with
 * @throws FootnoteError `invalid_data_set`; as opening, ingest, retrieval and writing do
 */
export async function evaluateDataSet(
  dataSet: DataSet,
  config: Config,
  signal: AbortSignal,
  weights?: Models,
): Promise<DataSetEvaluation> {
  const questions = await readQuestions(dataSet.questions);
  const configured = { ...config, documentsDir: path.join(dataSet.folder, "documents") };
  return withTemporaryWorkspace(configured, note, async (workspace) => {
    const { embedder, scheduler } = workspace;
    const report = await ingestWithProgress(scheduler, { signal });
    note(ingestSummary(report, layoutOf(process.stderr)));
    const { outcomes, calibration } = await askAll(questions, workspace, signal, {
      calibrated: await openDriver(config),
      ...(weights && { weights }),
    });
    const figures = figuresOf(outcomes, {
      dataset: nameOf(dataSet),
      passages: report.passages,
      embedder: embedder.fingerprint.model,
      llm: config.llm,
      ingestMs: report.durationMs,
    });
    noteMissingGold(outcomes);
    return { figures, outcomes, calibration, fingerprint: embedder.fingerprint };
  });
}

async function askAll(
  questions: EvaluationOptions["questions"],
  workspace: WritableWorkspace,
  signal: AbortSignal,
  going: AnsweringOptions,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly calibration: Calibration | undefined }> {
  const { store } = workspace;
  const answering = await openAnswering(workspace, note, going);
  const { retriever, answerer, calibration, close } = answering;
  const view = evaluationProgressView();
  try {
    // Loads the index now, so that the first question isn't slower than the others.
    await store.warmUp();
    // All questions are searched in the same way: by the graph, if there is to be one.
    await store.settle(signal);
    const outcomes = await evaluate({
      questions,
      store,
      retriever,
      ask: (messages) => finishAnswer(answerer.answer({ messages, signal })),
      signal,
      onProgress: view.show,
    });
    return { outcomes, calibration };
  } finally {
    view.stop();
    await close();
  }
}

/** Says which questions lost gold, since their figures mean less. */
function noteMissingGold(outcomes: readonly Outcome[]): void {
  const lost = outcomes.filter(({ question }) => question.missing.length > 0);
  if (lost.length === 0) {
    return;
  }
  const ids = lost.map(({ question: { id, gold, missing } }) =>
    oneLine(
      gold.length === 0 ? `${id} (all)` : `${id} (${missing.length} of ${gold.length + missing.length})`,
    ),
  );
  note(
    `Gold that the documents don't hold any more is left out, of ${plural(lost.length, "question")}: ${ids.join(", ")}`,
  );
}

/** The folder's name, and that of the file of questions if it isn't the folder's own. */
export function nameOf({ folder, questions }: DataSet): string {
  const name = path.basename(folder);
  return questions === path.join(folder, QUESTIONS_FILE) ? name : `${name} (${path.basename(questions)})`;
}
