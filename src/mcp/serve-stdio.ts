import { StdioServerTransport, serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import type { McpBackend } from "./backend.js";
import { createMcpServer } from "./mcp-server.js";

/** A client at the other end of stdin and stdout. */
export interface StdioConnection {
  /** Fulfilled when the client has closed its end, or the connection was closed here. */
  readonly closed: Promise<void>;
  /** Aborts what is being answered. */
  close(): Promise<void>;
}

/** Tells when it has closed; the SDK takes its `onclose` for itself. */
class ObservedTransport extends StdioServerTransport {
  #onClosed: () => void = () => undefined;
  readonly closed = new Promise<void>((resolve) => {
    this.#onClosed = resolve;
  });

  override async close(): Promise<void> {
    await super.close();
    this.#onClosed();
  }
}

/**
 * Serves the client at stdin and stdout, in whichever era of the protocol it opens. Nothing else may write to stdout.
 * @param onRefused takes what was wrong with a message that was refused
 */
export function serveStdio(backend: McpBackend, onRefused: (error: Error) => void): StdioConnection {
  const transport = new ObservedTransport();
  const handle = serve(() => createMcpServer(backend), { transport, onerror: onRefused });
  return { closed: transport.closed, close: () => handle.close() };
}
