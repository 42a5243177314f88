import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import type { TraceParent } from "./trace-parent.js";
import type { Attributes, Span, SpanOptions, Tracing, TracingOptions } from "./tracing.js";

const EXPORT_TIMEOUT_MS = 2000;
const CLOSE_TIMEOUT_MS = 2000;

/** In characters; only what is asked and answered may be longer. */
const LONGEST_ATTRIBUTE = 32_768;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

/**
 * Sends traces to a collector by OTLP over HTTP, as JSON, in the background. Nothing is registered globally: what runs
 * knows its span by a store of its own.
 */
export function createOtlpTracing({ endpoint, version, onNotice }: TracingOptions): Tracing {
  const url = `${endpoint.replace(/\/$/, "")}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new TracerProvider({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say more, or something else.
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "footnote", "service.version": version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanLimits: { attributeValueLengthLimit: LONGEST_ATTRIBUTE },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: noticeFailures(exporter, () =>
          onNotice(`Traces can't be sent to ${url}. Check the collector, and OTEL_EXPORTER_OTLP_ENDPOINT.`),
        ),
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer("footnote", version);
  const running = new AsyncLocalStorage<Context>();
  return {
    receive: (name, parent, options) => startSpan(tracer, running, name, options, contextOf(parent)),
    start: (name, options = {}) =>
      startSpan(tracer, running, name, options, running.getStore() ?? ROOT_CONTEXT),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      });
      await Promise.race([provider.shutdown().catch(() => undefined), limit]);
      clearTimeout(timer);
    },
  };
}

function contextOf(parent: TraceParent | undefined): Context {
  if (parent === undefined) {
    return ROOT_CONTEXT;
  }
  const { traceId, spanId, isSampled } = parent;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function startSpan(
  tracer: Tracer,
  running: AsyncLocalStorage<Context>,
  name: string,
  { kind, attributes }: SpanOptions,
  parent: Context,
): Span {
  const options = {
    kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind],
    ...(attributes && { attributes: mutable(attributes) }),
  };
  const span = tracer.startSpan(name, options, parent);
  return asSpan(tracer, running, span, trace.setSpan(parent, span));
}

function asSpan(tracer: Tracer, running: AsyncLocalStorage<Context>, span: OtelSpan, context: Context): Span {
  return {
    traceId: span.spanContext().traceId,
    set: (attributes) => {
      span.setAttributes(mutable(attributes));
    },
    fail(errorType) {
      span.setAttribute("error.type", errorType);
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end: () => span.end(),
    run: (work) => running.run(context, work),
    addChild: (name, startedAt, endedAt) =>
      tracer.startSpan(name, { startTime: startedAt }, context).end(endedAt),
  };
}

/** OpenTelemetry's types want lists that could be changed. */
function mutable(attributes: Attributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === "object" ? [...value] : value]),
  );
}

/** Says once that sending fails, and once more after it has worked again. */
function noticeFailures(exporter: SpanExporter, onFailure: () => void): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !isFailing) {
          onFailure();
        }
        isFailing = result.error !== undefined;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
