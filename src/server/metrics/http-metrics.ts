import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** A request whose answer is out, or whose client left. */
export interface EndedRequest {
  readonly method: string;
  /** The route's pattern, never the path. */
  readonly route: string;
  /** As `ResponseEnd` has it. */
  readonly status: number;
  readonly seconds: number;
  /** Of the error that it was answered with. */
  readonly code: string | undefined;
}

/** Counts requests over HTTP. */
export interface HttpMetrics {
  /** A request begins; the returned function is called at its end. */
  begin(): (request: EndedRequest) => void;
}

/** Seconds; streams of language models take up to minutes. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** Requests over HTTP, by route, method and status. */
export function createHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: "footnote_http_requests_total",
    help: "HTTP requests that ended, by the status of their answer; 499: the client left before it began.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const duration = new Histogram({
    name: "footnote_http_request_duration_seconds",
    help: "Time until the last byte of an answer was out, streams included.",
    labelNames: ["method", "route"],
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: "footnote_http_requests_in_flight",
    help: "HTTP requests that are being answered.",
    registers,
  });
  const errors = new Counter({
    name: "footnote_http_errors_total",
    help: "HTTP requests that were refused or failed before their answer began, by the code in their error; aborted: the client left.",
    labelNames: ["code"],
    registers,
  });
  return {
    begin() {
      inFlight.inc();
      return ({ method, route, status, seconds, code }) => {
        inFlight.dec();
        requests.inc({ method, route, status });
        duration.observe({ method, route }, seconds);
        if (code !== undefined) {
          errors.inc({ code });
        }
      };
    },
  };
}
