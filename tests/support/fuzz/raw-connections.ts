import { once } from "node:events";
import { connect } from "node:net";
import { inspect } from "node:util";
import fc from "fast-check";
import type { HostileRequest } from "./hostile-requests.js";
import { MARKER } from "./hostile-texts.js";

/** What a client writes into a connection. */
export interface RawConnection {
  /** Written one after the other. */
  readonly pieces: readonly Buffer[];
  /** Whether the client leaves without reading, or has only nothing more to say. */
  readonly leaves: boolean;
  /** How fast-check shows it. */
  readonly [fc.toStringMethod]: () => string;
}

/** Never HTTP, or HTTP as it mustn't be. */
const NONSENSE = [
  "",
  "\r\n\r\n\r\n",
  "\u0000\u0001\u0002\u0003",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "GET /\r\n\r\n",
  "GET / HTTP/1.0\r\n\r\n",
  "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
  "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "GET /\u00e4\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
  "TRACE /api/documents HTTP/1.1\r\nHost: localhost\r\nX-Secret: 1\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
  "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
  "GET / HTTP/1.1\nHost: localhost\n\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
  `GET /${"x".repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ${"x".repeat(100_000)}\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: localhost\r\n${"X-Many: 1\r\n".repeat(3000)}\r\n`,
  `GET /?${MARKER}=1 HTTP/1.1\r\nHost: ${MARKER}\r\nX: \u0001\r\n\r\n`,
];

/** How the end of a body is told. */
const FRAMINGS = [
  "Content-Length: 5",
  "Content-Length: 999999",
  "Content-Length: -1",
  "Content-Length: 0x10",
  "Content-Length: 10\r\nContent-Length: 20",
  "Content-Length: 10\r\nTransfer-Encoding: chunked",
  "Transfer-Encoding: chunked",
  "Transfer-Encoding: chunked, chunked",
  "Transfer-Encoding: gzip, chunked",
  "Transfer-Encoding: xchunked",
  "Expect: 100-continue\r\nTransfer-Encoding: chunked",
  "Expect: nonsense\r\nContent-Length: 2",
  "Trailer: X-Request-Id\r\nTransfer-Encoding: chunked",
  "",
];

const CHUNKINGS: readonly ((body: string) => string)[] = [
  (body) => body,
  (body) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  (body) => `${(body.length + 7).toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  (body) => `${body.length.toString(16)};${MARKER}="x\r\n${body}\r\n0\r\nX-Request-Id: ${MARKER}\r\n\r\n`,
  (body) => `-1\r\n${body}\r\n0\r\n\r\n`,
  (body) => `ffffffffffffffffff\r\n${body}`,
  (body) => `${[...body.slice(0, 200)].map((one) => `1\r\n${one}\r\n`).join("")}0\r\n\r\n`,
  (body) => `${body.length.toString(16)}\r\n${body}`,
];

/** Connections that are HTTP only in part: broken, contradictory, cut off, several requests at once. */
export function rawConnection(request: fc.Arbitrary<HostileRequest>): fc.Arbitrary<RawConnection> {
  const framed = fc
    .tuple(request, fc.constantFrom(...FRAMINGS), fc.constantFrom(...CHUNKINGS))
    .map(([sent, framing, chunk]) => textOf(sent, framing, chunk(bodyOf(sent))));
  const whole = request.map((sent) => textOf(sent, `Content-Length: ${bodyOf(sent).length}`, bodyOf(sent)));
  const damaged = fc
    .tuple(whole, fc.double({ min: 0, max: 1, noNaN: true }), fc.string({ unit: "binary", maxLength: 10 }))
    .map(([text, at, more]) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + more + text.slice(place + more.length);
    });
  const cut = fc
    .tuple(whole, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, at]) => text.slice(0, Math.floor(at * text.length)));
  const pipelined = fc.array(whole, { minLength: 2, maxLength: 6 }).map((texts) => texts.join(""));
  const text = fc.oneof(
    { weight: 3, arbitrary: framed },
    { weight: 1, arbitrary: fc.oneof(damaged, cut, pipelined, fc.constantFrom(...NONSENSE)) },
  );
  return fc.record({ text, pieces: fc.integer({ min: 1, max: 4 }), leaves: fc.boolean() }).map((made) => ({
    pieces: piecesOf(Buffer.from(made.text, "latin1"), made.pieces),
    leaves: made.leaves,
    [fc.toStringMethod]: () => inspect(made),
  }));
}

function bodyOf({ body }: HostileRequest): string {
  return body?.toString("latin1") ?? "";
}

function textOf({ method, target, headers }: HostileRequest, framing: string, body: string): string {
  const { "content-length": _, ...others } = headers;
  const lines = Object.entries({ host: "localhost", ...others }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${target} HTTP/1.1\r\n${lines.join("")}${framing === "" ? "" : `${framing}\r\n`}\r\n${body}`;
}

function piecesOf(bytes: Buffer, count: number): Buffer[] {
  const length = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, place) => bytes.subarray(place * length, (place + 1) * length));
}

/**
 * Writes into a connection, and reads until the server closes it: at the latest when it sees that nothing more comes.
 * @returns what the server has sent
 */
export async function exchange(port: number, { pieces, leaves }: RawConnection): Promise<string> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const received: Buffer[] = [];
  socket.on("data", (bytes: Buffer) => received.push(bytes));
  // The server may close the connection while there is something to be written.
  socket.on("error", () => undefined);
  socket.on("end", () => socket.destroy());
  const closed = once(socket, "close");
  for (const piece of pieces) {
    await new Promise((resolve) => socket.write(piece, resolve));
  }
  if (leaves) {
    socket.destroy();
  } else {
    socket.end();
  }
  await closed;
  return Buffer.concat(received).toString("latin1");
}

/**
 * What is wrong with the answers of a connection.
 * @param sent all that the server has sent
 */
export function faultsOfConnection(sent: string): string[] {
  const statuses = [...sent.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
  return [
    ...statuses.filter((status) => status >= 500).map((status) => `status ${status}`),
    ...(sent === "" || sent.startsWith("HTTP/1.1 ") ? [] : ["no HTTP"]),
    ...(/^x-injected:/im.test(sent) ? ["a header of the request's making"] : []),
  ];
}
