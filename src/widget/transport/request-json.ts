import { RequestFailed } from "./failure.js";
import { parseJson } from "./json.js";
import { toFailure } from "./read-failure.js";
import { request } from "./request.js";

/**
 * What the API answers to a GET, checked.
 * @throws RequestFailed, also when the signal is aborted
 */
export async function requestJson<T>(
  url: string,
  decode: (body: unknown) => T,
  signal: AbortSignal | null = null,
): Promise<T> {
  try {
    const response = await request(url, { headers: { accept: "application/json" }, signal });
    return decode(parseJson(await response.text()));
  } catch (error) {
    throw new RequestFailed(toFailure(error, false));
  }
}
