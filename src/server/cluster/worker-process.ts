import cluster, { type Worker } from "node:cluster";
import { Channel, type Port } from "./channel.js";
import { errorOf } from "./failure.js";
import { NOT_STARTED, SETUP, type Setup, STARTED, STOP } from "./life.js";

/** How a process ended. */
export interface Ending {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it couldn't start, if it said so. */
  readonly reason: Error | undefined;
}

/** A server process, as the primary sees it. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  readonly channel: Channel;
  /** Resolves with its address when it takes requests; never if it doesn't come to that. */
  readonly started: Promise<string>;
  readonly ended: Promise<Ending>;
  /** Has it finish what it is doing, and end; what takes longer than `graceMs` is cut. */
  stop(graceMs: number): void;
  /** Ends it at once. */
  kill(): void;
}

/** Starts a process by `cluster`'s settings, which lets it share the primary's port. */
export function forkWorker(setup: Setup): WorkerProcess {
  const worker = cluster.fork();
  const connection = watchConnection(worker);
  const channel = new Channel(portOf(worker));
  channel.handle(SETUP, async () => setup);
  let reason: Error | undefined;
  channel.onNotice(NOT_STARTED, (failure) => {
    reason = errorOf(failure);
  });
  let hasStarted = false;
  const kill = () => worker.process.kill("SIGKILL");
  return {
    pid: worker.process.pid,
    channel,
    started: new Promise((resolve) =>
      channel.onNotice(STARTED, ({ url }) => {
        hasStarted = true;
        resolve(url);
      }),
    ),
    ended: new Promise((resolve) => {
      worker.once("exit", (code: number | null, signal: string | null) => {
        connection.close();
        resolve({ code, signal, reason });
      });
      worker.on("error", (error) => {
        // It couldn't be started, so there is no exit. Another error is a message to a process that is about to end.
        if (worker.process.pid === undefined) {
          resolve({ code: null, signal: null, reason: error });
        }
      });
    }),
    // Before it takes requests there is nothing to finish, and it may not be listening yet.
    stop: (graceMs) => (hasStarted ? channel.notify(STOP, { graceMs }) : kill()),
    kill,
  };
}

/**
 * Node's round robin hands one connection after the other to a worker, and forgets the one that a worker was sent and
 * didn't take before it died: the client would wait for ever.
 * @returns closes the last connection that the worker was sent; closing it again does nothing
 */
function watchConnection({ process }: Worker): { close(): void } {
  let last: { close(): void } | undefined;
  process.send = new Proxy(process.send, {
    apply(send, self, sent: readonly unknown[]) {
      if (isClosable(sent[1])) {
        last = sent[1];
      }
      return Reflect.apply(send, self, sent);
    },
  });
  return { close: () => last?.close() };
}

function isClosable(handle: unknown): handle is { close(): void } {
  return typeof handle === "object" && handle !== null && "close" in handle;
}

function portOf(worker: Worker): Port {
  return {
    send: (message) => {
      if (worker.isConnected()) {
        worker.process.send(message, undefined, undefined, () => undefined);
      }
    },
    onMessage: (listener) => worker.on("message", listener),
    onClose: (listener) => worker.once("disconnect", listener).once("exit", listener),
  };
}
