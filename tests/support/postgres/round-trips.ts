import { startTcpProxy } from "../proxy/tcp-proxy.js";
import { MessageReader } from "./messages.js";

/** Passes on connections to a PostgreSQL and counts how often a client waits for an answer. */
export interface CountingProxy {
  /** The database's, through the proxy. */
  readonly url: string;
  /** Since the last time: round trips, and bytes that clients have sent. */
  take(): { readonly roundTrips: number; readonly bytes: number };
  stop(): Promise<void>;
}

/** @param url of the database, on 127.0.0.1 */
export async function countRoundTrips(url: string): Promise<CountingProxy> {
  let roundTrips = 0;
  let bytes = 0;
  const proxy = await startTcpProxy(Number(new URL(url).port), () => {
    const reader = new MessageReader();
    return (piece) => {
      bytes += piece.length;
      // A simple query, and the end of an extended one: after either the client waits.
      roundTrips += reader.read(piece).filter(({ type }) => type === "Q" || type === "S").length;
    };
  });
  return {
    url: url.replace(/:\d+\//, `:${proxy.port}/`),
    take() {
      const taken = { roundTrips, bytes };
      roundTrips = 0;
      bytes = 0;
      return taken;
    },
    stop: () => proxy.stop(),
  };
}
