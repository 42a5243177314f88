/**
 * Passes events on, but takes them from their source as soon as it has them, however slowly they are read. So a
 * reader who doesn't read can't hold up the work. The events must be few enough to be held.
 * @param ended is called once the source has ended
 * @throws what the source throws, after the events before it
 */
export async function* readAhead<T extends object>(
  source: AsyncIterable<T>,
  ended: () => void,
): AsyncGenerator<T, void> {
  const events: T[] = [];
  let isOver = false;
  let wake = () => {};
  const read = async () => {
    try {
      for await (const event of source) {
        if (isOver) {
          return;
        }
        events.push(event);
        wake();
      }
    } finally {
      isOver = true;
      ended();
      wake();
    }
  };
  const reading = read();
  // Prevents an unhandled rejection while the events before it are still read.
  reading.catch(() => {});
  try {
    for (;;) {
      const event = events.shift();
      if (event !== undefined) {
        yield event;
      } else if (isOver) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    isOver = true;
  }
  await reading;
}
