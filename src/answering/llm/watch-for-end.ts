/** A `fetch` that notices whether a stream came to its end. */
export interface WatchedFetch {
  readonly fetch: typeof fetch;
  /** Whether the words that end a stream have come. */
  readonly sawEnd: () => boolean;
}

/**
 * Looks for the words that a provider ends a stream with, which its library keeps to itself: servers that speak its
 * format don't all say in the answer why it ended.
 * @param end ASCII
 */
export function watchForEnd(end: string): WatchedFetch {
  let seen = false;
  const watch = () => {
    let tail = "";
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        // Each byte is a letter of its own here, so that no character is torn.
        const text = tail + Buffer.from(bytes).toString("latin1");
        seen ||= text.includes(end);
        tail = text.slice(-end.length);
        controller.enqueue(bytes);
      },
    });
  };
  return {
    sawEnd: () => seen,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (response.body === null) {
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(watch()), { status, statusText, headers });
    },
  };
}
