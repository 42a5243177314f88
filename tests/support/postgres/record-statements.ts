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

/**
 * @param url of the database, on 127.0.0.1
 * @param onStatement called as soon as a client has sent one, before the database gets it
 */
export async function recordStatements(
  url: string,
  onStatement: (statement: string) => void = () => {},
): Promise<RecordingProxy> {
  let statements: string[] = [];
  const proxy = await startTcpProxy(Number(new URL(url).port), () => {
    const reader = new MessageReader();
    return {
      sent(piece) {
        for (const statement of reader.read(piece).flatMap(statementsOf)) {
          statements.push(statement);
          onStatement(statement);
        }
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
