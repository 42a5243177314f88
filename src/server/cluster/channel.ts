import { z } from "zod";
import { aborted } from "../../core/abort.js";
import { FootnoteError } from "../../core/errors.js";
import { errorOf, FAILURE, failureOf } from "./failure.js";

/** A kind of request between a worker and the primary, with what is checked on the other side. */
export interface Call<Request, Reply> {
  readonly name: string;
  readonly request: z.ZodType<Request>;
  readonly reply: z.ZodType<Reply>;
}

/** A kind of message that isn't answered. */
export interface Notice<Content> {
  readonly name: string;
  readonly content: z.ZodType<Content>;
}

/** How long a call may take, and what else ends it. */
export interface CallOptions {
  /** Milliseconds; undefined: as long as the other process lives. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** One end of the pipe between two processes. */
export interface Port {
  /** A message that can't be sent is lost: the other process is about to end. */
  send(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other process is gone. */
  onClose(listener: () => void): void;
}

const ID = z.int().positive();

/** What goes over the pipe. Messages of others, such as a library's own, aren't of this form and are passed over. */
const FRAME = z.discriminatedUnion("footnote", [
  z.object({ footnote: z.literal("call"), id: ID, name: z.string(), request: z.unknown() }),
  z.object({ footnote: z.literal("reply"), id: ID, reply: z.unknown() }),
  z.object({ footnote: z.literal("failure"), id: ID, failure: FAILURE }),
  z.object({ footnote: z.literal("abort"), id: ID }),
  z.object({ footnote: z.literal("notice"), name: z.string(), content: z.unknown() }),
]);

type Frame = z.output<typeof FRAME>;

type Handler = (request: unknown, signal: AbortSignal) => Promise<unknown>;

interface Pending {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Calls and notices between a worker and the primary, over the pipe that node opens between them. Calls of both
 * sides may be under way at once; each is answered by its id.
 */
export class Channel {
  readonly #port: Port;
  readonly #handlers = new Map<string, Handler>();
  readonly #listeners = new Map<string, (content: unknown) => void>();
  /** Calls of this side. */
  readonly #pending = new Map<number, Pending>();
  /** Calls of the other side. */
  readonly #running = new Map<number, AbortController>();
  #lastId = 0;
  #isClosed = false;

  constructor(port: Port) {
    this.#port = port;
    port.onMessage((message) => {
      const { data } = FRAME.safeParse(message);
      if (data !== undefined) {
        this.#receive(data);
      }
    });
    port.onClose(() => this.#close());
  }

  /**
   * Asks the other process.
   * @throws FootnoteError `process_failed` if it ends or doesn't answer in time, `aborted`, and what the other process
   *   throws, with code and message; Error for what isn't a FootnoteError there
   */
  async call<Request, Reply>(
    { name, reply }: Call<Request, Reply>,
    request: Request,
    { signal, timeoutMs }: CallOptions = {},
  ): Promise<Reply> {
    const id = ++this.#lastId;
    let leave = () => {};
    const answer = new Promise<unknown>((resolve, reject) => {
      const giveUp = (error: Error) => {
        this.#send({ footnote: "abort", id });
        reject(error);
      };
      const onAbort = () => signal && giveUp(aborted(signal));
      const timer = timeoutMs && setTimeout(() => giveUp(tooLate(name, timeoutMs)), timeoutMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      leave = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        this.#pending.delete(id);
      };
      this.#pending.set(id, { resolve, reject });
      if (this.#isClosed) {
        reject(gone());
      } else if (signal?.aborted) {
        reject(aborted(signal));
      } else {
        this.#send({ footnote: "call", id, name, request });
      }
    });
    try {
      return reply.parse(await answer);
    } finally {
      leave();
    }
  }

  /**
   * Answers calls of the other process.
   * @param handle its signal is aborted when the caller stops waiting, but not when the calling process ends
   */
  handle<Request, Reply>(
    { name, request: schema }: Call<Request, Reply>,
    handle: (request: Request, signal: AbortSignal) => Promise<Reply>,
  ): void {
    this.#handlers.set(name, async (request, signal) => handle(schema.parse(request), signal));
  }

  notify<Content>({ name }: Notice<Content>, content: Content): void {
    this.#send({ footnote: "notice", name, content });
  }

  onNotice<Content>({ name, content: schema }: Notice<Content>, listen: (content: Content) => void): void {
    this.#listeners.set(name, (content) => listen(schema.parse(content)));
  }

  #receive(frame: Frame): void {
    switch (frame.footnote) {
      case "call":
        void this.#answer(frame.id, frame.name, frame.request);
        break;
      case "reply":
        this.#pending.get(frame.id)?.resolve(frame.reply);
        break;
      case "failure":
        this.#pending.get(frame.id)?.reject(errorOf(frame.failure));
        break;
      case "abort":
        this.#running.get(frame.id)?.abort();
        break;
      case "notice":
        this.#listeners.get(frame.name)?.(frame.content);
        break;
    }
  }

  async #answer(id: number, name: string, request: unknown): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const handler = this.#handlers.get(name);
      if (handler === undefined) {
        throw new Error(`Nothing answers ${name} here.`);
      }
      this.#send({ footnote: "reply", id, reply: await handler(request, controller.signal) });
    } catch (error) {
      this.#send({ footnote: "failure", id, failure: failureOf(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  #send(frame: Frame): void {
    if (!this.#isClosed) {
      this.#port.send(frame);
    }
  }

  #close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#pending.values()) {
      reject(gone());
    }
  }
}

function gone(): FootnoteError {
  return new FootnoteError("process_failed", "The server process that does this has ended.");
}

function tooLate(name: string, timeoutMs: number): FootnoteError {
  return new FootnoteError(
    "process_failed",
    `The server process that does ${name} is silent for ${timeoutMs} ms.`,
  );
}
