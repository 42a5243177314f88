import { startTcpProxy } from "../proxy/tcp-proxy.js";
import { type ClientMessage, MessageReader } from "./messages.js";

/** Passes on connections to a PostgreSQL and writes down what clients send. */
export interface RecordingProxy {
  /** The database's, through the proxy. */
  readonly url: string;
  /** Statements since the last time, in order. */
  take(): string[];
  stop(): Promise<void>;
}

/** @param url of the database, on 127.0.0.1 */
export async function recordStatements(url: string): Promise<RecordingProxy> {
  let statements: string[] = [];
  const proxy = await startTcpProxy(Number(new URL(url).port), () => {
    const reader = new MessageReader();
    return {
      sent(piece) {
        statements.push(...reader.read(piece).flatMap(statementsOf));
      },
      received() {},
    };
  });
  return {
    url: url.replace(/:\d+\//, `:${proxy.port}/`),
    take() {
      const taken = statements;
      statements = [];
      return taken;
    },
    stop: () => proxy.stop(),
  };
}

function statementsOf({ type, bytes }: ClientMessage): string[] {
  // Of a prepared statement the name comes first.
  const texts = bytes.toString("utf8", 5).split("\0");
  return type === "Q" ? texts.slice(0, 1) : type === "P" ? texts.slice(1, 2) : [];
}
