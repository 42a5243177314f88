import { type IncomingHttpHeaders, request } from "node:http";

/** An answer with its whole body. */
export interface FreshAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends one request over a connection of its own, which several server processes take in turn.
 * @param json the body of a POST; without one it is a GET
 */
export function freshRequest(
  url: string,
  json?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<FreshAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent: false,
        method: json === undefined ? "GET" : "POST",
        headers: { ...headers, ...(json !== undefined && { "content-type": "application/json" }) },
      },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          body += chunk;
        });
        const { headers } = response;
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers, body }));
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(json === undefined ? undefined : JSON.stringify(json));
  });
}
