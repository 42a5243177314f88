import {
  asCode,
  property,
  RequestFailure,
  retryAfter,
  unreachable,
} from "../../providers/request-failure.js";
import { NO_REDIRECTS } from "../../providers/requests.js";

/** The largest body that is read, in bytes; no batch of vectors is as large, but a server may send anything. */
const MAX_BODY_BYTES = 2 ** 27;

/**
 * A `fetch` for a provider's library. It rejects with a RequestFailure unless the whole answer arrives with status
 * 2xx. So errors that the library throws itself are about the form of the answer only, and a library that prints
 * failed requests has nothing to print.
 * @param signal aborts the request; the library's own signal is ignored, since the library isn't given another one
 */
export function checkedFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, ...NO_REDIRECTS, signal }).catch((error: unknown) => {
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

/** The field `error.code` of a body in OpenAI's format, or null. */
function errorCode(body: Buffer): string | null {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return asCode(property(property(json, "error"), "code"));
  } catch {
    return null;
  }
}
