import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { onTestFinished } from "vitest";
import { TINY_MODEL } from "./test-models.js";

/** A local server in place of the hub. */
export interface HubServer {
  /** Its address, to be given as the hub's. */
  readonly url: string;
  /** The paths asked for, in order. */
  readonly requests: readonly string[];
  /** Makes it unreachable. */
  stop(): Promise<void>;
}

/** Starts a server on a free port; it stops when the test is over. */
export async function startHub(answer: RequestListener): Promise<HubServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) {
      await new Promise((resolve) => server.close(resolve));
    }
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${port}/`, requests, stop };
}

/** Serves the tiny model as `test/tiny-static`, and nothing else. */
export function serveTinyModel(request: IncomingMessage, response: ServerResponse): void {
  const [, file] = (request.url ?? "").split("/test/tiny-static/resolve/main/");
  createReadStream(path.join(TINY_MODEL, file ?? "missing"))
    .on("error", () => response.writeHead(404).end())
    .pipe(response);
}
