import { inspect } from "node:util";
import fc from "fast-check";
import { hostileForm } from "./hostile-forms.js";
import { hostileJson } from "./hostile-json.js";
import { encodedText, headerText, MARKER } from "./hostile-texts.js";
import { type ValidRequest, validRequests } from "./valid-requests.js";

/** A request as it is sent. */
export interface HostileRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** How fast-check shows it. */
  readonly [fc.toStringMethod]: () => string;
}

/** A route of an app. */
export interface Route {
  readonly method: string;
  /** As Hono writes it, such as `/api/documents/:id`. */
  readonly path: string;
}

/** What requests may hold that the app knows. */
export interface Known {
  /** Of a document. */
  readonly documentId: string;
  /** Paths of files below `/assets/`. */
  readonly assets: readonly string[];
  /** Headers by which a caller is let in; each has a chance. */
  readonly credentials: readonly Readonly<Record<string, string>>[];
  /** Parameters of addresses, encoded. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Stands for the id of a document that there is when the request is sent: `document-0`, `document-1` and so on. */
export const SOME_DOCUMENT = /\bdocument-(\d+)\b/;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "get", "X"];

const PARAMETERS = [
  "q",
  "k",
  "explain",
  "returnTo",
  "account",
  "code",
  "state",
  "error",
  "iss",
  "__proto__",
  MARKER,
];

const VALUES = [
  "",
  "1",
  "50",
  "1e9",
  "true",
  "other",
  "Hello",
  "/documents/x%23",
  "//evil.example",
  "access_denied",
];

/** What a browser, a proxy and a program send, and what they never would. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  host: [
    "localhost",
    "127.0.0.1:3000",
    "[::1]",
    "evil.example",
    `${MARKER}.localhost`,
    "localhost:99999",
    "",
    "a b",
  ],
  origin: [
    "http://localhost",
    "https://evil.example",
    "null",
    "",
    "localhost",
    "http://[",
    `https://${MARKER}`,
  ],
  cookie: [
    "footnote-session=x; footnote-sign-in=y",
    "footnote-session",
    "=;;=",
    "a=%zz",
    `a=${"x".repeat(6000)}`,
  ],
  "content-type": [
    "application/json",
    "application/json; charset=utf-16",
    "APPLICATION/JSON;;;",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/x-www-form-urlencoded",
    "",
  ],
  "content-length": ["0", "1", "-1", "99999999999999999999", "x", "1048577", "1, 2"],
  accept: ["text/html", "application/json", "text/event-stream", "*/*", "text/html;q=0", ","],
  "accept-encoding": ["gzip", "deflate", "br", "gzip;q=0, identity;q=0", "*", ","],
  "accept-language": ["de", "*", "de-DE-x-y-z;q=9"],
  range: ["bytes=0-10", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1", "bytes=99999999999999999999-", "lines=1"],
  "if-none-match": ["*", 'W/"x"', '"'],
  "if-modified-since": ["Thu, 01 Jan 1970 00:00:00 GMT", "never"],
  "last-event-id": ["0", "-1"],
  "mcp-protocol-version": ["2026-07-28", "2025-11-25", "2024-11-05", "9999-99-99", ""],
  "mcp-session-id": ["x"],
  "mcp-method": ["tools/call", "initialize", ""],
  "mcp-name": ["ask", "=?base64?!!?=", ""],
  "x-forwarded-for": ["192.0.2.1", "::1, 127.0.0.1", "unknown", ",,,", "1.2.3.4:5, [::1]:6", "fe80::1%eth0"],
  "x-forwarded-host": ["docs.example", `${MARKER}.example, a`, "", "a/b", "]"],
  "x-forwarded-prefix": ["/footnote", "//evil.example", `/${MARKER}`, "/a/../b", "footnote", "/"],
  "x-forwarded-proto": ["https", "x"],
  "x-forwarded-user": ["alice", "%61lice", "a,b", "\u00ff", "x".repeat(300)],
  "x-forwarded-groups": ["staff,editors", ",,,", "%00"],
  forwarded: ["for=192.0.2.1;host=x", "for=_x"],
  via: ["1.1 x"],
  "x-request-id": ["abc-123", "x".repeat(100), "a b", `<${MARKER}>`],
  traceparent: ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-0-0-0", "ff-"],
  "sec-fetch-site": ["same-origin", "cross-site", "none", ""],
  "access-control-request-method": ["POST", "X"],
  "access-control-request-headers": ["authorization", `x-${MARKER}`, ","],
  "x-http-method-override": ["DELETE"],
};

/** Keys that are wrong; each takes a while to be refused. */
const WRONG_KEYS = {
  authorization: ["Bearer wrong", "Basic eDp5", "Bearer", "Bearer a b"],
  "x-api-key": ["wrong", ""],
};

/** Requests to all routes of an app, and to addresses near them. */
export function hostileRequest(routes: readonly Route[], known: Known): fc.Arbitrary<HostileRequest> {
  const valid = validRequests(known.documentId);
  // What is sent in a body can be wrong in more ways than an address.
  const toRoute = fc.oneof(
    ...routes.map((route) => ({
      weight: route.method === "GET" ? 1 : 4,
      arbitrary: requestTo(route, known, valid),
    })),
  );
  const elsewhere = fc
    .array(encodedText(), { maxLength: 4 })
    .chain((parts) => requestTo({ method: "GET", path: `/${parts.join("/")}` }, known, valid));
  return fc.oneof({ weight: 15, arbitrary: toRoute }, { weight: 1, arbitrary: elsewhere });
}

function requestTo(
  route: Route,
  known: Known,
  valid: ReadonlyMap<string, readonly ValidRequest[]>,
): fc.Arbitrary<HostileRequest> {
  const method = fc.oneof(
    { weight: 9, arbitrary: fc.constant(route.method) },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
  );
  const bodies = valid.get(`${route.method} ${route.path}`) ?? [...valid.values()].flat();
  const own = hasForm(route) ? formContent() : fc.constantFrom(...bodies).chain(jsonContent);
  const content = fc.oneof({ weight: 9, arbitrary: own }, { weight: 1, arbitrary: formContent() });
  return fc
    .record({ method, target: targetOf(route.path, known), content, headers: headersWith(known) })
    .map(({ method, target, content, headers }) => {
      const hasBody = !/^(get|head)$/i.test(method);
      const sent = {
        method,
        target,
        headers: { ...(hasBody && content.headers), ...headers },
        body: hasBody ? content.body : undefined,
      };
      return { ...sent, [fc.toStringMethod]: () => inspect({ ...sent, body: sent.body?.toString() }) };
    });
}

function hasForm({ method, path }: Route): boolean {
  return method === "POST" && path === "/api/documents";
}

interface Content {
  readonly headers: HostileRequest["headers"];
  readonly body: Buffer;
}

function jsonContent({ body, headers }: ValidRequest): fc.Arbitrary<Content> {
  return hostileJson(body).map((bytes) => ({ body: bytes, headers }));
}

function formContent(): fc.Arbitrary<Content> {
  return hostileForm().map(({ contentType, body }) => ({ body, headers: { "content-type": contentType } }));
}

function targetOf(path: string, known: Known): fc.Arbitrary<string> {
  const parts = path.split("/").map((part) => partOf(part, known.assets));
  const tail = fc.oneof(
    { weight: 12, arbitrary: fc.constant("") },
    fc.constantFrom("/", "//", "/..", "%2f", ";x", "."),
  );
  const name = fc.oneof(fc.constantFrom(...PARAMETERS), encodedText());
  const query = fc.array(
    fc.oneof(fc.tuple(name, parameterValue()), ...known.parameters.map((pair) => fc.constant(pair))),
    { maxLength: 4 },
  );
  return fc.tuple(fc.tuple(...parts), tail, query).map(([filled, end, pairs]) => {
    const search = pairs.map(([name, value]) => `${name}=${value}`).join("&");
    return `${filled.join("/")}${end}${search === "" ? "" : `?${search}`}`;
  });
}

function partOf(part: string, assets: readonly string[]): fc.Arbitrary<string> {
  if (part.startsWith(":")) {
    const some = fc.nat({ max: 999 }).map((number) => `document-${number}`);
    return fc.oneof(some, fc.constant("footnote"), encodedText());
  }
  if (part === "*") {
    return fc.oneof(fc.constantFrom("x", ...assets), encodedText());
  }
  return fc.constant(part);
}

function parameterValue(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...VALUES), encodedText());
}

function headersWith({ credentials }: Known): fc.Arbitrary<Readonly<Record<string, string>>> {
  const usual = fc.constantFrom(...Object.keys(HEADERS)).chain((name) => {
    const value = fc.oneof(fc.constantFrom(...(HEADERS[name] ?? [])), headerText());
    return value.map((text): Readonly<Record<string, string>> => ({ [name]: text }));
  });
  const wrongKey = fc.oneof(
    ...Object.entries(WRONG_KEYS).map(([name, values]) =>
      fc
        .oneof(fc.constantFrom(...values), headerText())
        .map((text): Readonly<Record<string, string>> => ({ [name]: text })),
    ),
  );
  const some = fc.array(fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: wrongKey }), {
    maxLength: 3,
  });
  const credential = fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 8, arbitrary: credentials.length === 0 ? fc.constant({}) : fc.constantFrom(...credentials) },
  );
  return fc.tuple(credential, some).map(([first, more]) => Object.assign({}, first, ...more));
}
