import { setMaxListeners } from "node:events";

/** How much is under way at the same time. */
export interface ReadAheadOptions<T> {
  /** The most items. */
  readonly items: number;
  /** The most weight; a single item may have more. */
  readonly weight: number;
  readonly weigh: (item: T) => number;
  /** Stops the work. */
  readonly signal: AbortSignal;
}

/**
 * Starts work on the next items while the caller is busy with the results before them, which come in the
 * items' order. The first failure ends it.
 *
 * @param start begins the work on an item; its signal is aborted, too, when the caller stops iterating
 */
export async function* readAhead<T, R>(
  items: readonly T[],
  start: (item: T, signal: AbortSignal) => Promise<R>,
  options: ReadAheadOptions<T>,
): AsyncGenerator<{ readonly item: T; readonly result: R }, void> {
  const controller = new AbortController();
  const signal = AbortSignal.any([options.signal, controller.signal]);
  // Every item under way adds a listener: Node would warn of a leak that is none.
  setMaxListeners(0, signal);
  const underWay: { readonly item: T; readonly weight: number; readonly work: Promise<R> }[] = [];
  let next = 0;
  let weight = 0;
  const fill = () => {
    for (let item = items[next]; item !== undefined && underWay.length < options.items; item = items[next]) {
      const itemWeight = options.weigh(item);
      if (underWay.length > 0 && weight + itemWeight > options.weight) {
        return;
      }
      const work = start(item, signal);
      // Prevents an unhandled rejection; the consumer awaits the work, if there is one.
      work.catch(() => undefined);
      underWay.push({ item, weight: itemWeight, work });
      weight += itemWeight;
      next++;
    }
  };
  try {
    fill();
    for (let head = underWay.shift(); head !== undefined; head = underWay.shift()) {
      const result = await head.work;
      weight -= head.weight;
      fill();
      yield { item: head.item, result };
    }
  } finally {
    controller.abort();
  }
}
