import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import type { Answerer } from "../answering/answerer.js";
import type { Config } from "../config/config.js";
import type { AnalysisVersion } from "../core/analysis.js";
import type { Store } from "../core/ports/store.js";
import type { IngestService } from "../ingest/ingest-scheduler.js";
import type { LoadingPool } from "../ingest/loading/loading-pool.js";
import type { Retriever } from "../retrieval/retriever.js";
import { type Access, createAccess } from "./access/access.js";
import type { SignIn } from "./access/sign-in.js";
import { type AnswerTurns, createAnswerTurns } from "./answers/answer-turns.js";
import { createSearching, type Searching } from "./answers/searching.js";
import type { FeedbackFile } from "./feedback/feedback-file.js";
import { type AnswerMemory, createRecentAnswers, type RecentAnswers } from "./feedback/recent-answers.js";
import type { Readiness } from "./health/readiness.js";
import { allowOrigins } from "./http/allow-origins.js";
import type { AppEnv } from "./http/app-env.js";
import { findClientAddress } from "./http/client-address.js";
import { HttpError, publicError } from "./http/errors.js";
import { notFound } from "./http/not-found.js";
import { requireOwnOrigin } from "./http/origin.js";
import { securityHeaders } from "./http/security-headers.js";
import { sendError, shapeErrors } from "./http/send-error.js";
import { describeSite, routedPath } from "./http/site.js";
import { limitRate, limitWrongKeys } from "./limits/limit-rate.js";
import { createRateLimiters, type RateLimiters } from "./limits/rate-limiters.js";
import { createRequestQueue } from "./limits/request-queue.js";
import { logAnswers, logFailure, logRequests } from "./log/log-requests.js";
import type { Logger } from "./log/logger.js";
import { measureFeedback } from "./metrics/feedback-metrics.js";
import { measureAnswers } from "./metrics/measure-answers.js";
import { measureRequests } from "./metrics/measure-requests.js";
import type { Metrics } from "./metrics/metrics.js";
import { openAiError } from "./openai/openai-error.js";
import { openAiRoutes } from "./openai/openai-routes.js";
import { chatRoute } from "./routes/chat.js";
import { documentsRoute } from "./routes/documents.js";
import { feedbackRoute } from "./routes/feedback.js";
import { healthRoutes } from "./routes/health.js";
import { ingestRoute, manageDocumentsRoute } from "./routes/manage-documents.js";
import { mcpRoute } from "./routes/mcp.js";
import { meRoute } from "./routes/me.js";
import { metricsRoute, refuseMetrics } from "./routes/metrics.js";
import { pageRoutes } from "./routes/pages.js";
import { searchRoute } from "./routes/search.js";
import { widgetRoute } from "./routes/widget.js";
import { traceAnswers } from "./tracing/trace-answers.js";
import { traceRequests } from "./tracing/trace-requests.js";
import type { Tracing } from "./tracing/tracing.js";
import type { DocumentsFolder } from "./uploads/documents-folder.js";

/** What the app answers with. */
export interface AppDependencies {
  readonly config: Pick<
    Config,
    | "host"
    | "site"
    | "apiKeys"
    | "adminKey"
    | "signIn"
    | "allowedOrigins"
    | "limits"
    | "rateLimits"
    | "loading"
    | "logContent"
    | "metrics"
  >;
  /** Undefined: people needn't sign in. */
  readonly signIn?: SignIn | undefined;
  readonly store: Store;
  readonly loader: LoadingPool;
  /** Where files that are uploaded go. */
  readonly folder: DocumentsFolder;
  readonly scheduler: IngestService;
  /** Says which formats may be uploaded. */
  readonly analysis?: AnalysisVersion;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** Where readers' ratings of answers go. */
  readonly feedbackFile: FeedbackFile;
  /** Keeps what was answered, to be rated. */
  readonly answerMemory: AnswerMemory;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  /** The metrics of all processes of the server. */
  readonly metricsText: () => Promise<string>;
  /** Undefined: traces go nowhere. */
  readonly tracing?: Tracing | undefined;
  /** Aborted with an HttpError when the server can't wait any longer for answers. */
  readonly shutdown: AbortSignal;
  /** The built web pages. */
  readonly pagesDir: string;
  readonly log: Logger;
}

/** What programs call, and what a browser's pages call: everything that needs a key, a sign-in or its own pages. */
const PROTECTED = ["/api/*", "/v1/*", "/mcp"] as const;

/** What people open in a browser, once they have signed in where that is wanted. */
const PAGES = ["/", "/search", "/demo", "/documents/*"] as const;

/** Footnote's HTTP interface. */
export function createApp(dependencies: AppDependencies): Hono<AppEnv> {
  const { config, signIn, answerer, retriever, store, log, readiness, metrics, tracing, pagesDir } =
    dependencies;
  const { limits } = config;
  const access = createAccess(config, signIn);
  const limiters = createRateLimiters(config.rateLimits);
  const app = new Hono<AppEnv>({ getPath: routedPath(config.site.basePath) });
  app.onError((error, c) => {
    logFailure(log, c.get("requestId"), error);
    return sendError(c, publicError(error));
  });
  app.notFound(notFound);
  app.use(requestId({ limitLength: 64 }));
  app.use(traceRequests(tracing), logRequests(log), measureRequests(metrics.http));
  app.use(findClientAddress(config.site.trustedProxies, log), describeSite(config.site));
  app.use(securityHeaders());
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.route("/", healthRoutes(readiness));
  if (config.metrics === undefined) {
    app.use("/metrics", limitWrongKeys(limiters));
    app.use("/metrics", config.adminKey === undefined ? refuseMetrics() : access.requireAdmin);
    app.route("/", metricsRoute(dependencies.metricsText));
  }
  app.route("/", widgetRoute(pagesDir));
  if (signIn !== undefined) {
    app.route("/auth", signIn.routes);
  }
  for (const path of PAGES) {
    app.use(path, access.requireSignIn);
  }
  app.route("/", pageRoutes(pagesDir));
  app.use("/v1/*", shapeErrors(openAiError));
  for (const path of PROTECTED) {
    app.use(path, NEVER_STORED, requireOwnOrigin(config.host, knownOrigins(config)));
    app.use(path, allowOrigins(config.allowedOrigins, path), limitWrongKeys(limiters));
  }
  app.route("/api/me", meRoute(access, signIn));
  for (const path of PROTECTED) {
    app.use(path, access.requireAccess, limitRate(limiters));
  }
  const recentAnswers = createRecentAnswers(dependencies.answerMemory);
  const queue = createRequestQueue(limits);
  metrics.queue.watch(() => queue.waiting);
  const observers = [
    logAnswers(log, config.logContent),
    measureAnswers(metrics.answers),
    ...(tracing ? [traceAnswers(tracing, config.logContent)] : []),
  ];
  const onWaited = metrics.queue.waited;
  const turns = createAnswerTurns({
    answerer,
    queue,
    limits,
    recentAnswers,
    observers,
    onWaited,
    shutdown: dependencies.shutdown,
  });
  const search = createSearching({ retriever, queue, limits });
  app.route("/api", createApi(dependencies, { access, limiters, recentAnswers, search, turns }));
  app.use("/v1/*", limitBody(limits.bodyBytes));
  app.route("/v1", openAiRoutes({ turns, limits, log }));
  app.route("/mcp", mcpRoute({ turns, search, store, limits, log }));
  return app;
}

const NEVER_STORED = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
});

/** The origins of listed pages, and the one that Footnote itself is reached by. */
function knownOrigins({ allowedOrigins, site }: Pick<Config, "allowedOrigins" | "site">): readonly string[] {
  return site.publicUrl === undefined ? allowedOrigins : [...allowedOrigins, new URL(site.publicUrl).origin];
}

/** What all ways to ask have in common. */
interface Shared {
  readonly access: Access;
  readonly limiters: RateLimiters;
  readonly recentAnswers: RecentAnswers;
  readonly search: Searching;
  readonly turns: AnswerTurns;
}

function createApi(
  dependencies: AppDependencies,
  { access, limiters, recentAnswers, search, turns }: Shared,
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

function refuseMethod(c: Context<AppEnv>, allowed: readonly string[]): Response {
  const methods = allowed.join(", ");
  return sendError(
    c,
    publicError(
      new HttpError(405, "method_not_allowed", `This address takes ${methods}.`, { allow: methods }),
    ),
  );
}

function limitBody(mostBytes: number) {
  return bodyLimit({ maxSize: mostBytes, onError: () => refuseBody(mostBytes) });
}

function refuseBody(mostBytes: number): never {
  throw new HttpError(413, "body_too_large", `The body must have at most ${mostBytes} bytes.`);
}
