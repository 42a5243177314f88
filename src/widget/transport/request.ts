import { apiKey, forgetApiKey } from "./api-key.js";
import { localFailure, RequestFailed } from "./failure.js";
import { failureOfResponse } from "./read-failure.js";

/** What RFC 9110 lets follow `Bearer `; anything else can't be sent, so that no server can have accepted it. */
const sendable = /^[\x21-\x7e]+$/;

/**
 * Asks the API, with the reader's key if there is one. A key that is refused is forgotten.
 * @throws RequestFailed if the answer isn't a success, with `keyMissing` or `keyRefused` for status 401;
 *   and whatever `fetch` throws
 */
export async function request(url: string, init: RequestInit): Promise<Response> {
  const key = apiKey();
  if (key !== null && !sendable.test(key)) throw refuse(key);
  const headers = new Headers(init.headers);
  if (key !== null) headers.set("authorization", `Bearer ${key}`);
  const response = await fetch(url, { ...init, headers });
  if (response.ok) return response;
  if (response.status !== 401) throw new RequestFailed(await failureOfResponse(response));
  throw key === null ? new RequestFailed(localFailure("keyMissing")) : refuse(key);
}

function refuse(key: string): RequestFailed {
  forgetApiKey(key);
  return new RequestFailed(localFailure("keyRefused"));
}
