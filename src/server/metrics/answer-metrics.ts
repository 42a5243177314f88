import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Answer } from "../../core/answer.js";

/** How answers are asked for. */
export type Protocol = "chat" | "openai" | "mcp";

/** Counts answers, whatever the protocol. */
export interface AnswerMetrics {
  begin(protocol: Protocol): AnswerMeasurement;
}

/** Measures one answer, from the caller's turn to the end of the work. */
export interface AnswerMeasurement {
  /** The first piece of the text is there; only the first call counts. */
  firstText(): void;
  done(answer: Answer): void;
  /** Is called once the turn is over. @param code of the error that it ended with */
  end(code: string | undefined): void;
}

/** Seconds; without a language model answers take milliseconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** Answers by protocol and outcome, how well they are supported, and how long they took. */
export function createAnswerMetrics(registry: Registry): AnswerMetrics {
  const instruments = createInstruments(registry);
  return { begin: (protocol) => measureAnswer(instruments, protocol) };
}

type Instruments = ReturnType<typeof createInstruments>;

function createInstruments(registry: Registry) {
  const registers = [registry];
  return {
    answers: new Counter({
      name: "footnote_answers_total",
      help: "Answers, by what became of them: answer, excerpts, refusal, small_talk, or error.",
      labelNames: ["protocol", "outcome"],
      registers,
    }),
    errors: new Counter({
      name: "footnote_answer_errors_total",
      help: "Answers that weren't finished, by the code of the error; aborted: the client left.",
      labelNames: ["protocol", "code"],
      registers,
    }),
    inProgress: new Gauge({
      name: "footnote_answers_in_progress",
      help: "Answers that are being worked on.",
      registers,
    }),
    duration: new Histogram({
      name: "footnote_answer_duration_seconds",
      help: "Time that a finished answer took, without waiting for its turn.",
      labelNames: ["protocol", "outcome"],
      buckets: BUCKETS,
      registers,
    }),
    firstText: new Histogram({
      name: "footnote_answer_time_to_first_text_seconds",
      help: "Time until the first piece of an answer's text was there.",
      labelNames: ["protocol"],
      buckets: BUCKETS,
      registers,
    }),
    writing: new Histogram({
      name: "footnote_answer_writing_duration_seconds",
      help: "Part of an answer's time that wasn't retrieval.",
      buckets: BUCKETS,
      registers,
    }),
    sentences: new Counter({
      name: "footnote_answer_sentences_total",
      help: "Sentences of answers, by how their citations support them: verified, unverified, uncited.",
      labelNames: ["state"],
      registers,
    }),
    confidence: new Histogram({
      name: "footnote_answer_confidence_ratio",
      help: "Calibrated probability that an answer is right; of excerpts and refusals, that it would have been.",
      labelNames: ["outcome"],
      buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      registers,
    }),
  };
}

function measureAnswer(instruments: Instruments, protocol: Protocol): AnswerMeasurement {
  const start = performance.now();
  let hasText = false;
  let isDone = false;
  instruments.inProgress.inc();
  return {
    firstText() {
      if (!hasText) {
        hasText = true;
        instruments.firstText.observe({ protocol }, (performance.now() - start) / 1000);
      }
    },
    done({ kind: outcome, timings, sentences, confidence }) {
      isDone = true;
      instruments.answers.inc({ protocol, outcome });
      instruments.duration.observe({ protocol, outcome }, timings.total / 1000);
      instruments.writing.observe(timings.answer / 1000);
      instruments.confidence.observe({ outcome }, confidence);
      for (const { state } of sentences) {
        instruments.sentences.inc({ state });
      }
    },
    end(code) {
      instruments.inProgress.dec();
      // An answer that was finished counts as such, even if its client left before the last byte.
      if (!isDone && code !== undefined) {
        instruments.answers.inc({ protocol, outcome: "error" });
        instruments.errors.inc({ protocol, code });
      }
    },
  };
}
