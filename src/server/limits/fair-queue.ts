/** A place in the queue. */
export interface Place {
  /** True when it is this place's turn; false if it has left the queue before, or was crowded out of it. */
  readonly turn: Promise<boolean>;
  /** Gives up the place while it waits, or ends its turn. Calling it again does nothing. */
  leave(): void;
}

/** How much runs and how much waits. */
export interface FairQueueOptions {
  /** Turns at the same time. */
  readonly concurrency: number;
  /** Places that may wait. */
  readonly capacity: number;
}

interface Waiting {
  readonly settle: (isTurn: boolean) => void;
}

/**
 * Gives callers turns one after another (round robin): however many places one of them has taken, another one's first
 * place gets its turn after at most one of each caller that waits. If the queue is full, whoever has most places in it
 * loses the newest of them to a caller who has fewer, so that one caller can't keep others out either.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  /** By caller, the one whose turn is next first. None is empty. */
  readonly #lines = new Map<string, Waiting[]>();
  #running = 0;
  #waiting = 0;

  constructor(options: FairQueueOptions) {
    this.#options = options;
  }

  /** Turns that haven't ended. */
  get running(): number {
    return this.#running;
  }

  /** Places whose turn hasn't come. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Takes a place for a caller; `leave` must be called in the end if it gets its turn. */
  enter(caller: string): Place {
    if (this.#running < this.#options.concurrency) {
      return { turn: Promise.resolve(true), leave: this.#startTurn() };
    }
    if (!this.#makeRoom(caller)) {
      return { turn: Promise.resolve(false), leave: () => {} };
    }
    return this.#wait(caller);
  }

  #wait(caller: string): Place {
    let endTurn = () => {};
    const { promise, resolve } = withResolver<boolean>();
    const waiting: Waiting = {
      settle: (isTurn) => {
        if (isTurn) {
          endTurn = this.#startTurn();
        }
        resolve(isTurn);
      },
    };
    const line = this.#lines.get(caller) ?? [];
    line.push(waiting);
    this.#lines.set(caller, line);
    this.#waiting += 1;
    return {
      turn: promise,
      leave: () => {
        if (this.#remove(caller, waiting)) {
          waiting.settle(false);
        }
        endTurn();
      },
    };
  }

  /** @returns what ends the turn */
  #startTurn(): () => void {
    this.#running += 1;
    let isRunning = true;
    return () => {
      if (isRunning) {
        isRunning = false;
        this.#running -= 1;
        this.#startNext();
      }
    };
  }

  #startNext(): void {
    const [first] = this.#lines;
    const [caller, line] = first ?? [];
    const [next] = line ?? [];
    if (caller === undefined || next === undefined) {
      return;
    }
    this.#remove(caller, next);
    const rest = this.#lines.get(caller);
    if (rest !== undefined) {
      this.#lines.delete(caller);
      this.#lines.set(caller, rest);
    }
    next.settle(true);
  }

  /** @returns whether it was waiting */
  #remove(caller: string, waiting: Waiting): boolean {
    const line = this.#lines.get(caller) ?? [];
    const place = line.indexOf(waiting);
    if (place === -1) {
      return false;
    }
    line.splice(place, 1);
    this.#waiting -= 1;
    if (line.length === 0) {
      this.#lines.delete(caller);
    }
    return true;
  }

  /** @returns whether there is room for one more place of a caller */
  #makeRoom(caller: string): boolean {
    if (this.#waiting < this.#options.capacity) {
      return true;
    }
    const lines = [...this.#lines].toSorted(([, one], [, other]) => other.length - one.length);
    const [longest, line = []] = lines[0] ?? [];
    const newest = line.at(-1);
    const own = this.#lines.get(caller)?.length ?? 0;
    if (longest === undefined || newest === undefined || line.length <= own + 1) {
      return false;
    }
    this.#remove(longest, newest);
    newest.settle(false);
    return true;
  }
}

function withResolver<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}
