import type { TraceParent } from "./trace-parent.js";

/** What a span says, by the names of OpenTelemetry's semantic conventions. */
export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a span is. */
export interface SpanOptions {
  /** A request that came in, a call of another program, or work of one's own (by default). */
  readonly kind?: "server" | "client";
  readonly attributes?: Attributes;
}

/** A piece of work in a trace. */
export interface Span {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  set(attributes: Attributes): void;
  /** @param errorType a value of `error.type` */
  fail(errorType: string): void;
  end(): void;
  /** Runs work; spans that begin in it are children of this one. */
  run<T>(work: () => T): T;
  /** Adds a child that has ended already. @param startedAt milliseconds since 1970 with fractions, as is `endedAt` */
  addChild(name: string, startedAt: number, endedAt: number): void;
}

/** Where traces go. None of it waits for the network, or fails. */
export interface Tracing {
  /** Begins a trace, or goes on with a caller's. */
  receive(name: string, parent: TraceParent | undefined, options: SpanOptions): Span;
  /** Begins a span in the one that is running; a trace of its own if there is none. */
  start(name: string, options?: SpanOptions): Span;
  /** Sends what wasn't sent yet, for two seconds at most. */
  close(): Promise<void>;
}

/** Where traces are sent, and as what. */
export interface TracingOptions {
  /** Of an OTLP collector over HTTP, without `/v1/traces`. */
  readonly endpoint: string;
  readonly version: string;
  /** Takes a sentence for the operator. */
  readonly onNotice: (notice: string) => void;
}

/** Opens tracing if there is an endpoint; OpenTelemetry is loaded only then. */
export async function openTracing({
  endpoint,
  ...options
}: Omit<TracingOptions, "endpoint"> & { readonly endpoint: string | undefined }): Promise<
  Tracing | undefined
> {
  if (endpoint === undefined) {
    return undefined;
  }
  const { createOtlpTracing } = await import("./otlp-tracing.js");
  return createOtlpTracing({ endpoint, ...options });
}
