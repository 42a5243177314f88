/** When many events become one. */
export interface DebounceOptions {
  /** So many milliseconds after the last event. */
  readonly quietMs: number;
  /** But not later than so many milliseconds after the first. */
  readonly mostMs: number;
}

/** Calls once for a burst of events. */
export interface Debounced {
  /** Tells of an event. */
  event(): void;
  /** Forgets the events that weren't acted upon. */
  cancel(): void;
}

/** Acts upon the end of a burst of events. */
export function debounce(act: () => void, { quietMs, mostMs }: DebounceOptions): Debounced {
  let quiet: NodeJS.Timeout | undefined;
  let most: NodeJS.Timeout | undefined;
  const cancel = () => {
    clearTimeout(quiet);
    clearTimeout(most);
    quiet = undefined;
    most = undefined;
  };
  const fire = () => {
    cancel();
    act();
  };
  return {
    event() {
      clearTimeout(quiet);
      quiet = setTimeout(fire, quietMs);
      most ??= setTimeout(fire, mostMs);
    },
    cancel,
  };
}
