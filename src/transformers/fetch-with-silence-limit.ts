import { ReadableStream } from "node:stream/web";

/**
 * A `fetch` that gives up on a server that stays silent: no answer, or no further bytes of it, for the time
 * given. A slow download may take as long as it needs.
 */
export function fetchWithSilenceLimit(limitMs: number): typeof fetch {
  return async (input, init) => {
    const controller = new AbortController();
    const silence = new Error(`the server sent nothing for ${limitMs / 1000} s`);
    const timer = setTimeout(() => controller.abort(silence), limitMs);
    try {
      const response = await fetch(input, { ...init, signal: controller.signal });
      timer.refresh();
      if (response.body === null) {
        clearTimeout(timer);
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(ReadableStream.from(watched(response.body, timer)), {
        status,
        statusText,
        headers,
      });
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}

/** The body's bytes; each chunk starts the timer anew. */
async function* watched(body: AsyncIterable<Uint8Array>, timer: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}
