import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const VALUE = z.object({
  stringValue: z.string().optional(),
  intValue: z.number().optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});
const ATTRIBUTES = z.array(z.object({ key: z.string(), value: VALUE }));
const SPAN = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: ATTRIBUTES,
  status: z.object({ code: z.number() }),
});
const EXPORT = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: ATTRIBUTES }),
      scopeSpans: z.array(z.object({ spans: z.array(SPAN) })),
    }),
  ),
});

/** A span as a collector gets it. */
export interface CollectedSpan extends Omit<z.output<typeof SPAN>, "attributes"> {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of what sent it. */
  readonly resource: Readonly<Record<string, unknown>>;
}

/** A collector that takes traces by OTLP over HTTP as JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export interface TraceCollector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  /** All that was sent, as text. */
  readonly bodies: string[];
  /** Of each request. */
  readonly headers: IncomingHttpHeaders[];
  close(): Promise<void>;
}

/** @param behaviour whether it takes what it gets, refuses it, or never answers */
export async function startTraceCollector(
  behaviour: "take" | "refuse" | "hang" = "take",
): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    bodies.push(body);
    headers.push(request.headers);
    if (behaviour === "hang") {
      return;
    }
    if (behaviour === "refuse" || request.url !== "/v1/traces") {
      response.writeHead(400).end();
      return;
    }
    spans.push(...spansOf(body));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    headers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spansOf(body: string): CollectedSpan[] {
  return EXPORT.parse(JSON.parse(body)).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        attributes: record(span.attributes),
        resource: record(resource.attributes),
      })),
  );
}

function record(attributes: z.output<typeof ATTRIBUTES>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
