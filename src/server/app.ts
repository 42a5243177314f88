import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import type { Answerer } from "../answering/answerer.js";
import type { Config } from "../config/config.js";
import type { Retriever } from "../retrieval/retriever.js";
import { createAccess } from "./access/access.js";
import type { SignIn } from "./access/sign-in.js";
import { createAnswerTurns } from "./answers/answer-turns.js";
import { createSearching } from "./answers/searching.js";
import { type AnswerMemory, createRecentAnswers } from "./feedback/recent-answers.js";
import type { Readiness } from "./health/readiness.js";
import { allowOrigins } from "./http/allow-origins.js";
import type { AppEnv } from "./http/app-env.js";
import { findClientAddress } from "./http/client-address.js";
import { failureOf } from "./http/client-left.js";
import { HttpError, publicError } from "./http/errors.js";
import { limitBody } from "./http/limit-body.js";
import { notFound } from "./http/not-found.js";
import { requireOwnOrigin } from "./http/origin.js";
import { PROTECTED_PATHS } from "./http/protected-paths.js";
import { rpcError } from "./http/rpc-error.js";
import { securityHeaders } from "./http/security-headers.js";
import { sendError, shapeErrors } from "./http/send-error.js";
import { describeSite, routedPath } from "./http/site.js";
import { limitAddressRate, limitRate, limitWrongKeys } from "./limits/limit-rate.js";
import { createRateLimiters, type OpenQuota } from "./limits/rate-limiters.js";
import { createRequestQueue } from "./limits/request-queue.js";
import { logAnswers, logFailure, logRequests } from "./log/log-requests.js";
import { keepRequestIds } from "./log/request-ids.js";
import { measureAnswers } from "./metrics/measure-answers.js";
import { measureRequests } from "./metrics/measure-requests.js";
import type { Metrics } from "./metrics/metrics.js";
import { openAiError } from "./openai/openai-error.js";
import { openAiRoutes } from "./openai/openai-routes.js";
import { type ApiDependencies, createApi } from "./routes/api.js";
import { healthRoutes } from "./routes/health.js";
import { mcpRoute } from "./routes/mcp.js";
import { meRoute } from "./routes/me.js";
import { metricsRoute, refuseMetrics } from "./routes/metrics.js";
import { openApiRoute } from "./routes/openapi.js";
import { pageRoutes } from "./routes/pages.js";
import { widgetRoute } from "./routes/widget.js";
import { traceAnswers } from "./tracing/trace-answers.js";
import { traceRequests } from "./tracing/trace-requests.js";
import type { Tracing } from "./tracing/tracing.js";

/** What the app answers with. */
export interface AppDependencies extends ApiDependencies {
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
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** Where requests are counted; by default in this process. */
  readonly openQuota?: OpenQuota | undefined;
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
}

/** What people open in a browser, once they have signed in where that is wanted. */
const PAGES = ["/", "/search", "/demo", "/documents/*", "/docs"] as const;

/** What signs people in and out, and has the provider of OpenID Connect asked. */
const SIGN_IN = ["/auth/login", "/auth/callback", "/auth/logout"] as const;

/** Footnote's HTTP interface. */
export function createApp(dependencies: AppDependencies): Hono<AppEnv> {
  const { config, signIn, answerer, retriever, store, log, readiness, metrics, tracing, pagesDir } =
    dependencies;
  const { limits } = config;
  const access = createAccess(config, signIn);
  const limiters = createRateLimiters(config.rateLimits, dependencies.openQuota);
  const app = new Hono<AppEnv>({ getPath: routedPath(config.site.basePath) });
  app.onError((error, c) => {
    // What counts and traces requests looks at it, too.
    c.error = failureOf(error, c);
    logFailure(log, c.get("requestId"), c.error);
    return sendError(c, publicError(c.error));
  });
  app.notFound(notFound);
  app.use(requestId({ limitLength: 64 }));
  app.use(traceRequests(tracing), keepRequestIds(), logRequests(log), measureRequests(metrics.http));
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
    for (const path of SIGN_IN) {
      app.use(path, limitAddressRate(limiters));
    }
    app.route("/auth", signIn.routes);
  }
  for (const path of PAGES) {
    app.use(path, access.requireSignIn);
  }
  app.route("/", pageRoutes(pagesDir));
  if (signIn !== undefined) {
    app.use("/openapi.json", limitWrongKeys(limiters), access.requireAccess);
  }
  app.route("/", openApiRoute({ config, signIn }));
  app.use("/v1/*", shapeErrors(openAiError));
  app.use("/mcp", shapeErrors(rpcError));
  for (const path of PROTECTED_PATHS) {
    app.use(path, NEVER_STORED, requireOwnOrigin(config.host, knownOrigins(config)));
    app.use(path, allowOrigins(config.allowedOrigins, path), limitWrongKeys(limiters));
  }
  app.route("/api/me", meRoute(access, signIn));
  for (const path of PROTECTED_PATHS) {
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
  c.res.headers.set("Cache-Control", "no-store");
});

/** The origins of listed pages, and the one that Footnote itself is reached by. */
function knownOrigins({ allowedOrigins, site }: Pick<Config, "allowedOrigins" | "site">): readonly string[] {
  return site.publicUrl === undefined ? allowedOrigins : [...allowedOrigins, new URL(site.publicUrl).origin];
}

function refuseMethod(c: Context<AppEnv>, allowed: readonly string[]): Response {
  const methods = allowed.join(", ");
  // The answer takes the place of a 404 and is given its headers, but isn't compressed as that may be.
  c.header("Content-Encoding", undefined);
  return sendError(
    c,
    publicError(
      new HttpError(405, "method_not_allowed", `This address takes ${methods}.`, { allow: methods }),
    ),
  );
}
