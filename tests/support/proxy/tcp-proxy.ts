import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Passes on connections to a port until it is told to cut them. */
export interface TcpProxy {
  /** Of 127.0.0.1; it stays the same. */
  readonly port: number;
  /** Cuts all connections, as a network that fails does. New ones are taken. */
  cut(): void;
  /** Cuts all connections and refuses new ones (ECONNREFUSED). */
  refuse(): Promise<void>;
  /** Cuts all connections and passes new ones on to another port, as an address that moves to another machine does. */
  redirect(target: number): void;
  /** Takes connections again. */
  accept(): Promise<void>;
  /** Ends it with its connections. */
  stop(): Promise<void>;
}

/** Sees what passes over one connection. */
export interface Watcher {
  /** By the client. */
  sent(piece: Buffer): void;
  received(piece: Buffer): void;
}

/**
 * Starts a proxy in this process.
 * @param watch called for each connection
 */
export async function startTcpProxy(firstTarget: number, watch?: () => Watcher): Promise<TcpProxy> {
  let target = firstTarget;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    const watcher = watch?.();
    if (watcher !== undefined) {
      client.on("data", (piece: Buffer) => watcher.sent(piece));
      upstream.on("data", (piece: Buffer) => watcher.received(piece));
    }
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  const listen = async (port: number) => {
    await once(server.listen(port, "127.0.0.1"), "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };
  const cut = () => {
    for (const socket of sockets) {
      socket.resetAndDestroy();
    }
  };
  const refuse = async () => {
    if (server.listening) {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    }
  };
  const port = await listen(0);
  return {
    port,
    cut,
    refuse,
    redirect(port) {
      target = port;
      cut();
    },
    async accept() {
      await listen(port);
    },
    stop: refuse,
  };
}
