import type { ReactiveController, ReactiveControllerHost } from "lit";
import { streamAnswer } from "../transport/chat-client.js";
import { asksForKey, toFailure } from "../transport/failure.js";
import { OWN_SERVER, type Server } from "../transport/server.js";
import { History } from "./history.js";
import { applyEvent, isPending, type Rating, startTurn, type Turn, toMessages } from "./turn.js";

/** A turn that has received nothing for so long counts as slow. */
const SLOW_AFTER_MS = 8000;

/** Asks questions one after another and keeps the turns; its host renders after every change. */
export class Conversation implements ReactiveController {
  #server: Server = OWN_SERVER;
  #history = new History("", "off");
  #turns: readonly Turn[] = [];
  #cleared: readonly Turn[] = [];
  #running: AbortController | null = null;
  readonly #onStorage = (event: StorageEvent) => {
    if (!this.busy && this.#history.isChangedBy(event)) {
      this.#change(this.#history.load());
    }
  };

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Called once for every turn that has ended. */
    private readonly onSettled: (turn: Turn) => void,
  ) {
    host.addController(this);
  }

  get turns(): readonly Turn[] {
    return this.#turns;
  }

  /** Whether an answer is on its way; `ask` does nothing then. */
  get busy(): boolean {
    return this.#running !== null;
  }

  /** The questions that wait for a key. */
  get waiting(): readonly Turn[] {
    return this.#turns.filter((turn) => asksForKey(turn.failure));
  }

  /** Whether `restore` would bring something back. */
  get restorable(): boolean {
    return this.#cleared.length > 0;
  }

  hostConnected(): void {
    addEventListener("storage", this.#onStorage);
  }

  hostDisconnected(): void {
    removeEventListener("storage", this.#onStorage);
    this.stop();
  }

  /** Loads the stored conversation with a server and continues it. */
  resume(server: Server, history: History): void {
    this.stop();
    this.#running = null;
    this.#server = server;
    this.#history = history;
    this.#cleared = [];
    this.#change(history.load());
  }

  /** Asks a question. Blank ones are ignored, and so is everything while an answer is on its way. */
  async ask(question: string): Promise<void> {
    const asked = question.trim();
    if (asked === "" || this.busy) {
      return;
    }
    const id = 1 + Math.max(0, ...this.#turns.map((turn) => turn.id));
    this.#cleared = [];
    this.#change([...this.#turns, startTurn(id, asked)]);
    await this.#answer(id, asked);
  }

  /** Asks the question of a turn again, in its place at the end of the conversation. */
  async retry(id: number): Promise<void> {
    const turn = this.#turns.find((candidate) => candidate.id === id);
    if (turn === undefined || this.busy) {
      return;
    }
    this.#turns = this.#turns.filter((candidate) => candidate !== turn);
    await this.ask(turn.question);
  }

  /** Asks the questions that wait for a key again, in their order. */
  async retryWaiting(): Promise<void> {
    for (const turn of this.waiting) {
      await this.retry(turn.id);
    }
  }

  /** Keeps what the reader thinks of an answer. */
  rate(id: number, rating: Rating | null): void {
    this.#update(id, (turn) => ({ ...turn, rating }));
    this.#history.save(this.#turns);
  }

  /** Aborts the pending answer and keeps what has arrived of it. */
  stop(): void {
    this.#running?.abort();
  }

  /** Forgets the conversation. */
  clear(): void {
    this.stop();
    this.#running = null;
    this.#cleared = this.#turns.map((turn) => (isPending(turn) ? { ...turn, state: "stopped" } : turn));
    this.#change([]);
    this.#history.save(this.#turns);
  }

  /** Undoes `clear`; possible until the next question. */
  restore(): void {
    if (this.#turns.length > 0) {
      return;
    }
    this.#change(this.#cleared);
    this.#cleared = [];
    this.#history.save(this.#turns);
  }

  async #answer(id: number, question: string): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const messages = toMessages(this.#turns, question);
    this.#history.save(this.#turns);
    let patience = this.#startPatience(id);
    try {
      for await (const event of streamAnswer(this.#server, { messages, signal: running.signal })) {
        clearTimeout(patience);
        patience = this.#startPatience(id);
        this.#update(id, (turn) => applyEvent(turn, event));
      }
    } catch (error) {
      this.#update(id, (turn) => (running.signal.aborted ? stopped(turn) : failed(turn, error)));
    }
    clearTimeout(patience);
    this.#settle(id, running);
  }

  #startPatience(id: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#update(id, (turn) => ({ ...turn, slow: true })), SLOW_AFTER_MS);
  }

  #settle(id: number, running: AbortController): void {
    // The conversation may have been replaced meanwhile.
    if (this.#running !== running) {
      return;
    }
    this.#running = null;
    this.host.requestUpdate();
    this.#history.save(this.#turns);
    const turn = this.#turns.find((candidate) => candidate.id === id);
    if (turn !== undefined) {
      this.onSettled(turn);
    }
  }

  #update(id: number, change: (turn: Turn) => Turn): void {
    this.#change(this.#turns.map((turn) => (turn.id === id ? change(turn) : turn)));
  }

  #change(turns: readonly Turn[]): void {
    this.#turns = turns;
    this.host.requestUpdate();
  }
}

function stopped(turn: Turn): Turn {
  return { ...turn, state: "stopped", slow: false };
}

function failed(turn: Turn, error: unknown): Turn {
  return { ...turn, state: "failed", slow: false, failure: toFailure(error, true) };
}
