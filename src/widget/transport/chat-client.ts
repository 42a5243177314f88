import type { ChatMessage } from "../../core/answer.js";
import { type ChatEvent, decodeAnswer, decodeCitation, decodePassage } from "./chat-events.js";
import { readEventStream, type ServerSentEvent } from "./event-stream.js";
import { decodeServerError, type Failure, localFailure, RequestFailed, toFailure } from "./failure.js";
import { asArray, asObject, asString, parseJson } from "./json.js";
import { request } from "./request.js";
import type { Server } from "./server.js";

/** The failure that the server answers with, but that a page of a refused origin may not read. */
const ORIGIN_REFUSED: Failure = {
  ...localFailure("unreachable"),
  kind: "server",
  code: "origin_not_allowed",
};

/** One question with the conversation before it. */
interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly signal: AbortSignal;
}

/** The server sends something every 15 seconds at the latest, as long as the connection stands. */
const SILENCE_LIMIT_MS = 45_000;

/**
 * Asks `POST /api/chat` and yields the events of its stream; the last one is `done`.
 * @throws RequestFailed in every other case, also when the signal is aborted
 */
export async function* streamAnswer(
  server: Server,
  { messages, signal }: ChatRequest,
): AsyncGenerator<ChatEvent, void> {
  let connected = false;
  const silence = new SilenceLimit(SILENCE_LIMIT_MS);
  try {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ messages, stream: true }),
      signal: AbortSignal.any([signal, silence.signal]),
    };
    const response = await request(`${server.base}api/chat`, init, server.key);
    connected = true;
    if (response.body === null) {
      throw new RequestFailed(localFailure("malformed"));
    }
    for await (const sent of readEventStream(response.body, () => silence.heard())) {
      const event = decodeEvent(sent);
      if (event === null) {
        continue;
      }
      yield event;
      if (event.type === "done") {
        return;
      }
    }
  } catch (error) {
    const failure = toFailure(error, connected);
    const isRefused = failure.kind === "unreachable" && !signal.aborted && (await isOriginRefused(server));
    throw new RequestFailed(isRefused ? ORIGIN_REFUSED : failure);
  } finally {
    silence.end();
  }
  throw new RequestFailed(localFailure("interrupted"));
}

/** An event this version doesn't know is passed over: a newer server may send more. */
function decodeEvent({ event, data }: ServerSentEvent): ChatEvent | null {
  switch (event) {
    case "passages":
      return { type: "passages", passages: asArray(parseJson(data), decodePassage) };
    case "delta":
      return { type: "delta", text: asString(asObject(parseJson(data))["text"]) };
    case "citation":
      return { type: "citation", citation: decodeCitation(parseJson(data)) };
    case "done":
      return { type: "done", answer: decodeAnswer(parseJson(data)) };
    case "error":
      throw new RequestFailed({
        kind: "server",
        requestId: "",
        retryAfter: 0,
        ...decodeServerError(parseJson(data)),
      });
    default:
      return null;
  }
}

/**
 * Whether a server that seems unreachable only refuses this page's origin. A browser reports both as the same network
 * error, but the widget's script can be loaded from any origin: if that works, the server is there.
 */
async function isOriginRefused({ base }: Server): Promise<boolean> {
  if (new URL(base, location.href).origin === location.origin) {
    return false;
  }
  try {
    await fetch(`${base}widget.js`, { method: "HEAD", mode: "no-cors", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

/** Aborts its signal when nothing has arrived for `limitMs` milliseconds. */
class SilenceLimit {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly limitMs: number) {
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Restarts the timer, since something has arrived. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.limitMs);
  }

  /** Stops the timer; the signal won't be aborted any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
