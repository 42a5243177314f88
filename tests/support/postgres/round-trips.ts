import { startTcpProxy } from "../proxy/tcp-proxy.js";
import { MessageReader } from "./messages.js";

/** Passes on connections to a PostgreSQL and counts how often a client waits for an answer. */
export interface CountingProxy {
  /** The database's, through the proxy. */
  readonly url: string;
  /** Since the last time: round trips, and bytes that clients have sent and received. */
  take(): { readonly roundTrips: number; readonly sent: number; readonly received: number };
  stop(): Promise<void>;
}

/** @param url of the database, on 127.0.0.1 */
export async function countRoundTrips(url: string): Promise<CountingProxy> {
  let roundTrips = 0;
  let sent = 0;
  let received = 0;
  const proxy = await startTcpProxy(Number(new URL(url).port), () => {
    const reader = new MessageReader();
    return {
      sent(piece) {
        sent += piece.length;
        // A simple query, and the end of an extended one: after either the client waits.
        roundTrips += reader.read(piece).filter(({ type }) => type === "Q" || type === "S").length;
      },
      received(piece) {
        received += piece.length;
      },
    };
  });
  return {
    url: url.replace(/:\d+\//, `:${proxy.port}/`),
    take() {
      const taken = { roundTrips, sent, received };
      roundTrips = 0;
      sent = 0;
      received = 0;
      return taken;
    },
    stop: () => proxy.stop(),
  };
}
