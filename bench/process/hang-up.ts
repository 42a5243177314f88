import { request } from "node:http";

/** What is sent. */
export interface BegunRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Begins a request and closes its connection after a while, wherever the server is by then. It isn't `fetch`, which may
 * wait for ever for a body whose request was aborted.
 * @returns whether the answer was whole before
 */
export async function hangUp(
  url: string,
  { method, headers, body }: BegunRequest,
  afterMs: number,
): Promise<boolean> {
  let isWhole = false;
  const begun = request(url, { method, headers, agent: false }, (response) => {
    response.on("error", () => {});
    response.on("end", () => {
      isWhole = true;
    });
    response.resume();
  });
  begun.on("error", () => {});
  const closed = new Promise((resolve) => begun.once("close", resolve));
  const timer = setTimeout(() => begun.destroy(), afterMs);
  begun.end(body);
  await closed;
  clearTimeout(timer);
  return isWhole;
}
