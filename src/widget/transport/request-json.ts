import { RequestFailed } from "./failure.js";
import { parseJson } from "./json.js";
import { toFailure } from "./read-failure.js";
import { request } from "./request.js";
import { OWN_SERVER } from "./server.js";

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
