import { Hono } from "hono";
import { compress } from "hono/compress";
import type { Config } from "../../config/config.js";
import type { AnalysisVersion } from "../../core/analysis.js";
import type { Store } from "../../core/ports/store.js";
import type { IngestService } from "../../ingest/ingest-scheduler.js";
import type { LoadingPool } from "../../ingest/loading/loading-pool.js";
import type { Access } from "../access/access.js";
import type { AnswerTurns } from "../answers/answer-turns.js";
import type { Searching } from "../answers/searching.js";
import type { FeedbackFile } from "../feedback/feedback-file.js";
import type { RecentAnswers } from "../feedback/recent-answers.js";
import type { AppEnv } from "../http/app-env.js";
import { limitBody } from "../http/limit-body.js";
import type { RateLimiters } from "../limits/rate-limiters.js";
import type { Logger } from "../log/logger.js";
import { measureFeedback } from "../metrics/feedback-metrics.js";
import type { Metrics } from "../metrics/metrics.js";
import type { DocumentsFolder } from "../uploads/documents-folder.js";
import { chatRoute } from "./chat.js";
import { documentsRoute } from "./documents.js";
import { feedbackRoute } from "./feedback.js";
import { ingestRoute, manageDocumentsRoute } from "./manage-documents.js";
import { searchRoute } from "./search.js";

/** What `/api` answers with. */
export interface ApiDependencies {
  readonly config: Pick<Config, "limits" | "loading">;
  readonly store: Store;
  readonly loader: LoadingPool;
  /** Where files that are uploaded go. */
  readonly folder: DocumentsFolder;
  readonly scheduler: IngestService;
  /** Says which formats may be uploaded. */
  readonly analysis?: AnalysisVersion;
  /** Where readers' ratings of answers go. */
  readonly feedbackFile: FeedbackFile;
  readonly metrics: Pick<Metrics, "feedback">;
  readonly log: Logger;
}

/** What `/api` shares with the other ways to ask. */
export interface SharedWithApi {
  readonly access: Access;
  readonly limiters: RateLimiters;
  readonly recentAnswers: RecentAnswers;
  readonly search: Searching;
  readonly turns: AnswerTurns;
}

/** Everything below `/api` but `/api/me`. */
export function createApi(
  dependencies: ApiDependencies,
  { access, limiters, recentAnswers, search, turns }: SharedWithApi,
): Hono<AppEnv> {
  const { config, store, log, scheduler, metrics } = dependencies;
  const { loader, folder, analysis } = dependencies;
  const { limits, loading } = config;
  const feedbackFile = measureFeedback(dependencies.feedbackFile, metrics.feedback);
  const admin = { scheduler, requireAdmin: access.requireAdmin };
  const uploads = { folder, store, loader, limits: loading, ...(analysis && { analysis }) };
  const api = new Hono<AppEnv>();
  // Routed before the limit of other bodies, since an upload has its own.
  api.route("/documents", manageDocumentsRoute({ ...admin, ...uploads }));
  api.use(limitBody(limits.bodyBytes));
  api.route("/chat", chatRoute({ turns, store, limits, log }));
  api.route("/feedback", feedbackRoute({ feedbackFile, quota: limiters.feedback, recentAnswers, log }));
  // Compression leaves out the chat, whose events it would buffer.
  for (const route of ["/search", "/documents/*"]) {
    api.use(route, compress());
  }
  api.route("/search", searchRoute({ search, limits }));
  api.route("/documents", documentsRoute(store, scheduler));
  api.route("/ingest", ingestRoute(admin));
  return api;
}
