import { failureOfResponse, localFailure, RequestFailed, toFailure } from "./failure.js";
import { parseJson } from "./json.js";
import { API_KEY, type KeptKey } from "./kept-key.js";
import { OWN_SERVER } from "./server.js";

/** The characters that RFC 9110 allows after `Bearer `; a key with others can't be sent, so it counts as refused. */
const SENDABLE = /^[\x21-\x7e]+$/;

/**
 * Asks the API, with the reader's key if there is one. A key that is refused is forgotten.
 * @param key which of the reader's keys
 * @param send such as `fetch`
 * @throws RequestFailed if the answer isn't a success, with `keyMissing` or `keyRefused` for status 401;
 *   and whatever `send` throws
 */
export async function request(
  url: string,
  init: RequestInit,
  key: KeptKey = API_KEY,
  send: (url: string, init: RequestInit) => Promise<Response> = fetch,
): Promise<Response> {
  const sent = key.get();
  if (sent !== null && !SENDABLE.test(sent)) {
    throw refuse(key, sent);
  }
  const headers = new Headers(init.headers);
  if (sent !== null) {
    headers.set("authorization", `Bearer ${sent}`);
  }
  const response = await send(url, { ...init, headers });
  if (response.ok) {
    return response;
  }
  if (response.status !== 401) {
    throw new RequestFailed(await failureOfResponse(response));
  }
  throw sent === null ? new RequestFailed(localFailure("keyMissing")) : refuse(key, sent);
}

function refuse(key: KeptKey, sent: string): RequestFailed {
  key.forget(sent);
  return new RequestFailed(localFailure("keyRefused"));
}

/**
 * What the page's own server answers to a GET, checked.
 * @param path such as `api/documents`
 * @throws RequestFailed, also when the signal is aborted
 */
export async function requestJson<T>(
  path: string,
  decode: (body: unknown) => T,
  signal: AbortSignal | null = null,
): Promise<T> {
  try {
    const init = { headers: { accept: "application/json" }, signal };
    const response = await request(OWN_SERVER.base + path, init, OWN_SERVER.key);
    return decode(parseJson(await response.text()));
  } catch (error) {
    throw new RequestFailed(toFailure(error, false));
  }
}
