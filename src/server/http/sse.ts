import type { Context } from "hono";
import { streamSSE } from "hono/streaming";

/** One server-sent event. */
export interface ServerSentEvent {
  /** Its name, if the protocol names its events. */
  readonly event?: string;
  /** A string is sent as it is, anything else as JSON. */
  readonly data: unknown;
}

/** Sends one event and waits until the connection has accepted it. */
export type SendEvent = (event: ServerSentEvent) => Promise<void>;

const HEARTBEAT_MS = 15_000;

/**
 * Answers with a stream of server-sent events. While nothing is sent, a comment goes out now and then so that
 * proxies keep the connection.
 * @param longestMs after that the stream is aborted, even if the client doesn't read
 * @param produce sends the events; its signal is aborted when the client disconnects. It must not throw.
 */
export function streamEvents(
  c: Context,
  longestMs: number,
  produce: (send: SendEvent, client: AbortSignal) => Promise<void>,
): Response {
  // Proxies such as nginx would buffer the events otherwise.
  c.header("X-Accel-Buffering", "no");
  return streamSSE(c, async (stream) => {
    const left = new AbortController();
    stream.onAbort(() => left.abort());
    const heartbeat = setInterval(() => stream.write(": still here\n\n"), HEARTBEAT_MS);
    const cut = setTimeout(() => stream.abort(), longestMs);
    try {
      await produce(
        ({ event, data }) =>
          stream.writeSSE({
            ...(event !== undefined && { event }),
            data: typeof data === "string" ? data : JSON.stringify(data),
          }),
        AbortSignal.any([c.req.raw.signal, left.signal]),
      );
    } finally {
      clearInterval(heartbeat);
      clearTimeout(cut);
    }
  });
}
