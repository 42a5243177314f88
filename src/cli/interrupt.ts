import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ended by a signal from outside, such as Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** 128 plus the signal's number, as shells expect. */
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super("Interrupted.");
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Runs work that the first SIGINT or SIGTERM asks to stop; a second one ends the process at once.
 * @throws Interrupted if the work failed after a signal; otherwise what the work throws
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let interrupted: Interrupted | undefined;
  const onSignal = (name: NodeJS.Signals) => {
    if (interrupted !== undefined) {
      process.exit(interrupted.exitCode);
    }
    interrupted = new Interrupted(name === "SIGTERM" ? "SIGTERM" : "SIGINT");
    controller.abort(interrupted);
  };
  for (const name of SIGNALS) {
    process.on(name, onSignal);
  }
  try {
    return await work(controller.signal);
  } catch (error) {
    throw interrupted ?? error;
  } finally {
    for (const name of SIGNALS) {
      process.off(name, onSignal);
    }
  }
}
