import { isAnsweredRight, STAGES, type Stage, stageOf } from "../metrics/funnel.js";
import type { Outcome } from "../outcome.js";
import { type Html, html } from "./html.js";
import { questionCard } from "./question-card.js";

/** How many questions of one stage are shown. */
const SHOWN_FAILURES = 20;

/** The questions that fell out at one stage. */
export interface FailureGroup {
  readonly stage: Stage;
  /** The surest of them first, since they mislead most. */
  readonly outcomes: readonly Outcome[];
}

const TITLES: Readonly<Record<Stage, string>> = {
  document: "No document that answers was among the first ten passages",
  passage: "The document was found, the passage wasn't among ten",
  refused: "Refused, though a passage among ten answers",
  "among ten": "Answered from another passage; the right one stood fourth to tenth",
  "among three": "Answered from another passage; the right one stood second or third",
  sentence: "Answered otherwise, though the right passage was first",
  excerpts: "Shown in an excerpt, not given as the answer",
  unanswerable: "Answered, though the documents don't",
};

/** The questions that went wrong by the stage where they fell out, in the order of the stages. */
export function failuresByStage(outcomes: readonly Outcome[]): readonly FailureGroup[] {
  return STAGES.map((stage) => ({
    stage,
    outcomes: outcomes
      .filter((outcome) => stageOf(outcome) === stage)
      .sort((a, b) => b.answer.confidence - a.answer.confidence),
  })).filter((group) => group.outcomes.length > 0);
}

/** Cards of what went wrong, under the stage where it did. */
export function failureCards(outcomes: readonly Outcome[]): Html {
  const groups = failuresByStage(outcomes);
  if (groups.length === 0) {
    return html`<p>Nothing went wrong.</p>`;
  }
  return html`${groups.map(groupOf)}`;
}

function groupOf({ stage, outcomes }: FailureGroup): Html {
  const shown = outcomes.slice(0, SHOWN_FAILURES);
  const rest = outcomes.length - shown.length;
  return html`<details class="group"><summary>${TITLES[stage]}: ${outcomes.length}</summary><ol class="cards">${shown.map((outcome) => questionCard(outcome, faultsOf(outcome)))}</ol>${rest > 0 ? html`<p class="id">And ${rest} more.</p>` : ""}</details>`;
}

/** What went wrong with a question, for a person. */
type Fault = "not found" | "found late" | "refused" | "excerpts only" | "another answer" | "gold is gone";

function faultsOf(outcome: Outcome): readonly Fault[] {
  const { question, depth, answer, isRefused } = outcome;
  if (!question.answerable) {
    return [];
  }
  const faults: Fault[] = question.missing.length > 0 ? ["gold is gone"] : [];
  if (depth.rank === null) {
    faults.push("not found");
  } else if (depth.rank > 1) {
    faults.push("found late");
  }
  if (answer.kind === "excerpts") {
    faults.push("excerpts only");
  }
  if (isRefused) {
    faults.push("refused");
  } else if (answer.kind === "answer" && !isAnsweredRight(outcome)) {
    faults.push("another answer");
  }
  return faults;
}
