import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import {
  type ClientMessage,
  MessageReader,
  notificationsIn,
  prefixStatement,
  startParameters,
  textMessage,
} from "./messages.js";

interface Session {
  readonly id: number;
  readonly socket: Socket;
  readonly inbox: ClientMessage[];
  /** Sets what the client has asked for when it connected, such as `search_path`. */
  settings: string;
}

/**
 * Lets several clients use the one session of a PGlite. A client has it from the first message of a query, or from
 * BEGIN, until the server is idle again; the others wait. `@electric-sql/pglite-socket` gives it away between the
 * messages of one query, so that one client's Bind meets another's Parse, and clients get each other's answers.
 */
export class PgliteServer {
  readonly #database: PGlite;
  readonly #server: Server;
  readonly #sessions = new Set<Session>();
  readonly #waiting = new Set<Session>();
  #lastId = 0;
  /** Whose query or transaction runs. */
  #owner: Session | undefined;
  /** Who had the last. */
  #last: Session | undefined;
  #greeting: Buffer | undefined;
  #hasEnded = false;

  constructor(database: PGlite) {
    this.#database = database;
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  /** @returns the port of 127.0.0.1 */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Hangs up on all clients. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const { socket } of this.#sessions) {
      socket.destroy();
    }
    await closed;
  }

  #accept(socket: Socket): void {
    this.#lastId += 1;
    const session: Session = { id: this.#lastId, socket, inbox: [], settings: "" };
    const reader = new MessageReader();
    this.#sessions.add(session);
    socket.on("data", (piece: Buffer) => {
      for (const message of reader.read(piece)) {
        this.#receive(session, message);
      }
      this.#serve(session);
    });
    // A client that is cut off; "close" follows.
    socket.on("error", () => {});
    socket.on("close", () => this.#leave(session));
  }

  #receive(session: Session, message: ClientMessage): void {
    if (message.type === "encrypt") {
      session.socket.write("N");
    } else if (message.type === "cancel" || message.type === "X") {
      session.socket.end();
    } else if (message.type === "start") {
      session.settings = settingsOf(startParameters(message));
      this.#greeting ??= this.#execute(message.bytes);
      session.socket.write(this.#greeting);
    } else {
      session.inbox.push(message);
    }
  }

  /** Runs what a client has sent, or lets it wait for its turn. */
  #serve(session: Session): void {
    if (this.#owner !== undefined && this.#owner !== session) {
      this.#waiting.add(session);
      return;
    }
    let message = session.inbox.shift();
    while (message !== undefined) {
      this.#take(session);
      const answer = this.#execute(prefixStatement(message, `${session.id}:`));
      this.#deliver(session, answer);
      if (endsExchange(message, answer)) {
        this.#owner = undefined;
        break;
      }
      message = session.inbox.shift();
    }
    if (this.#owner === undefined) {
      this.#serveNext(session);
    }
  }

  #serveNext(former: Session): void {
    if (former.inbox.length > 0) {
      this.#waiting.add(former);
    }
    const [next] = this.#waiting;
    if (next !== undefined) {
      this.#waiting.delete(next);
      // Sockets are read and written in between.
      setImmediate(() => this.#serve(next));
    }
  }

  /** Gives the session of the database to a client, with the client's settings and not those of the last. */
  #take(session: Session): void {
    this.#owner = session;
    if (this.#last !== session) {
      this.#last = session;
      this.#execute(textMessage("Q", `RESET ALL; ${session.settings}`));
    }
  }

  #deliver(session: Session, answer: Buffer): void {
    session.socket.write(answer);
    for (const notification of notificationsIn(answer)) {
      for (const other of this.#sessions) {
        if (other !== session) {
          other.socket.write(notification);
        }
      }
    }
  }

  #leave(session: Session): void {
    this.#sessions.delete(session);
    this.#waiting.delete(session);
    session.inbox.length = 0;
    if (this.#owner === session) {
      this.#execute(textMessage("S"));
      this.#execute(textMessage("Q", "ROLLBACK"));
      this.#owner = undefined;
      this.#serveNext(session);
    }
  }

  #execute(message: Uint8Array): Buffer {
    if (!this.#hasEnded) {
      try {
        return Buffer.from(this.#database.execProtocolRawSync(message));
      } catch {
        // The database has ended itself, and must not be called any more. Its clients see a server that is gone.
        this.#hasEnded = true;
        for (const { socket } of this.#sessions) {
          socket.destroy();
        }
      }
    }
    return Buffer.alloc(0);
  }
}

/** Whether the server has said that it is idle, outside a transaction. */
function endsExchange({ type }: ClientMessage, answer: Buffer): boolean {
  return "QSf".includes(type) && answer.at(-6) === 0x5a && answer.at(-1) === 0x49;
}

function settingsOf(parameters: ReadonlyMap<string, string>): string {
  const options = [...(parameters.get("options") ?? "").matchAll(/-c\s*([\w.]+)=((?:\\.|\S)*)/g)].map(
    ([, name = "", value = ""]) => [name, value.replace(/\\(.)/g, "$1")] as const,
  );
  const others = [...parameters].filter(([name]) => !["user", "database", "options"].includes(name));
  return [...options, ...others]
    .map(
      ([name, value]) => `SELECT pg_catalog.set_config('${name}', '${value.replaceAll("'", "''")}', false);`,
    )
    .join(" ");
}
