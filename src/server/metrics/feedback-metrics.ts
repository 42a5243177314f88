import { Counter, type Registry } from "prom-client";
import type { FeedbackFile } from "../feedback/feedback-file.js";

/** Counts ratings. */
export interface FeedbackMetrics {
  rated(rating: "up" | "down"): void;
}

/** Ratings by readers. */
export function createFeedbackMetrics(registry: Registry): FeedbackMetrics {
  const ratings = new Counter({
    name: "footnote_feedback_total",
    help: "Ratings of answers that were stored: up, down.",
    labelNames: ["rating"],
    registers: [registry],
  });
  ratings.inc({ rating: "up" }, 0);
  ratings.inc({ rating: "down" }, 0);
  return { rated: (rating) => ratings.inc({ rating }) };
}

/** The file, whose lines are counted once they are written. */
export function measureFeedback(file: FeedbackFile, metrics: FeedbackMetrics): FeedbackFile {
  return {
    async append(line) {
      await file.append(line);
      metrics.rated(line.rating);
    },
  };
}
