import {
  asCode,
  property,
  RequestFailure,
  retryAfter,
  unreachable,
} from "../../providers/request-failure.js";

/** No batch of vectors is as large; a server may send anything. */
const MAX_BODY_BYTES = 2 ** 27;

/**
 * A `fetch` for the library of a provider, that fails with a RequestFailure unless the whole answer arrives with
 * status 2xx. What the library throws on top of it is then about the answer's form alone, and libraries that
 * print what a failed request says get nothing to print.
 * @param signal ends the request; a library's own is left out, as it knows of no other one
 */
export function checkedFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, signal }).catch((error: unknown) => {
      throw unreachable(error);
    });
    const body = await readBody(response);
    const { status, headers } = response;
    if (!response.ok) {
      throw new RequestFailure(
        { kind: "status", status, code: errorCode(body) },
        retryAfter(headers.get("retry-after")),
      );
    }
    return new Response(body, { status, headers });
  };
}

async function readBody(response: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) {
        break;
      }
    }
  } catch (error) {
    throw unreachable(error);
  }
  if (bytes > MAX_BODY_BYTES) {
    throw new RequestFailure({ kind: "malformed", what: "is far too large" });
  }
  return Buffer.concat(chunks);
}

/** `error.code` as OpenAI has it. */
function errorCode(body: Buffer): string | null {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return asCode(property(property(json, "error"), "code"));
  } catch {
    return null;
  }
}
