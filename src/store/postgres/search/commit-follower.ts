import { CommitListener } from "../connection/commit-listener.js";
import type { PostgresLocation } from "../connection/location.js";

/** How often it looks by itself: it may be deaf without knowing it. */
const LOOK_EVERY_MS = 5000;

/** The least time between two looks, whatever it hears: anybody who may connect to the database can tell it things. */
const LEAST_PAUSE_MS = 100;

/** Has what is in memory brought up to date soon after each commit, of whichever process. */
export class CommitFollower {
  readonly #look: () => Promise<unknown>;
  readonly #everyMs: number;
  readonly #listener: CommitListener;
  #hasHint = false;
  #isClosed = false;
  #wake: () => void = () => undefined;

  /**
   * @param look reads the generation, and loads what is new; that it fails is told to those who ask questions
   * @param onNotice takes a sentence for the operator
   */
  constructor(location: PostgresLocation, look: () => Promise<unknown>, onNotice: (notice: string) => void) {
    this.#look = look;
    this.#everyMs = location.lookEveryMs ?? LOOK_EVERY_MS;
    this.#listener = new CommitListener(location, {
      onHint: () => {
        this.#hasHint = true;
        this.#wake();
      },
      onFailure: (code) => onNotice(deafness(code, this.#everyMs)),
    });
    void this.#run();
  }

  /** Returns once nothing listens; a look that has begun may still fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#listener.close();
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      if (!this.#hasHint) {
        await this.#pause(this.#everyMs);
      }
      if (this.#isClosed) {
        return;
      }
      this.#hasHint = false;
      await this.#look().catch(() => undefined);
      if (!this.#isClosed) {
        await this.#pause(LEAST_PAUSE_MS, false);
      }
    }
  }

  /** @param untilHint whether a hint ends it */
  #pause(ms: number, untilHint = true): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#wake = () => {
        if (untilHint || this.#isClosed) {
          end();
        }
      };
    });
  }
}

function deafness(code: string, everyMs: number): string {
  const reason = code === "" ? "" : ` (${code})`;
  return `The database can't be listened to${reason}: what other processes commit is loaded within ${everyMs / 1000} seconds instead of at once. It is tried again; STORE_LISTEN_URL names another way to the same database.`;
}
