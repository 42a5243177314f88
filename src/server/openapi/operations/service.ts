import type { Config } from "../../../config/config.js";
import type { SignIn } from "../../access/sign-in.js";
import { METRICS_MEDIA_TYPE } from "../../metrics/exposition.js";
import { referenceTo } from "../components.js";
import { type AnswerDescription, json, type Operation } from "../operation.js";
import { ALIVE, ME, NOT_READY, READY, RPC_MESSAGE } from "../schemas/service.js";

/** What a server answers about itself and the caller, and MCP. */
export function serviceOperations(
  { adminKey, metrics }: Pick<Config, "adminKey" | "metrics">,
  signIn: SignIn | undefined,
): Operation[] {
  return [
    MCP,
    ME_OPERATION,
    ...HEALTH,
    ...(metrics === undefined ? [adminKey === undefined ? CLOSED_METRICS : METRICS] : []),
    { ...DESCRIPTION, access: signIn === undefined ? "open" : "ask" },
  ];
}

const RPC_STATUSES = {
  400: "The body isn't one message, or not of the protocol.",
  406: "`Accept` lacks JSON or events.",
  413: "The body is longer than allowed.",
  415: "The body isn't JSON.",
} as const;

const MCP: Operation = {
  method: "post",
  path: "/mcp",
  id: "mcp",
  tag: "MCP",
  summary: "Speaks the Model Context Protocol",
  description:
    "The protocol's streamable HTTP transport without sessions: one message of JSON-RPC in, one answer or a stream of messages out. What the methods take and give is the protocol's to say: https://modelcontextprotocol.io/specification",
  access: "ask",
  body: {
    mediaType: "application/json",
    schema: referenceTo(RPC_MESSAGE),
    example: { jsonrpc: "2.0", id: 1, method: "tools/list" },
  },
  answers: [
    {
      status: 200,
      description: "The answer.",
      contents: [
        { mediaType: "application/json", schemas: [RPC_MESSAGE] },
        { mediaType: "text/event-stream", events: { message: RPC_MESSAGE } },
      ],
    },
    { status: 202, description: "The message wants no answer." },
    ...Object.entries(RPC_STATUSES).map(([status, says]) => json(Number(status), says, RPC_MESSAGE)),
  ],
  errors: [],
  errorShape: "rpc",
};

const ME_OPERATION: Operation = {
  method: "get",
  path: "/api/me",
  id: "whoAmI",
  tag: "Access",
  summary: "Says who the caller is, and how people sign in",
  access: "optional",
  answers: [json(200, "The caller.", ME)],
  errors: [],
};

const NOT_READY_ANSWER: AnswerDescription = {
  ...json(503, "Questions can't be answered: `not_ready`.", NOT_READY),
  headers: { "Retry-After": "Seconds." },
};

const HEALTH: readonly Operation[] = [
  {
    method: "get",
    path: "/healthz",
    id: "isAlive",
    tag: "Operation",
    summary: "Says that the process lives",
    access: "open",
    answers: [json(200, "It lives.", ALIVE)],
    errors: [],
  },
  {
    method: "get",
    path: "/readyz",
    id: "isReady",
    tag: "Operation",
    summary: "Says whether questions can be answered",
    access: "open",
    answers: [json(200, "They can.", READY), NOT_READY_ANSWER],
    errors: [],
  },
];

const METRICS: Operation = {
  method: "get",
  path: "/metrics",
  id: "getMetrics",
  tag: "Operation",
  summary: "Gives what is counted and timed, for Prometheus",
  access: "admin",
  answers: [
    { status: 200, description: "Prometheus' text format.", contents: [{ mediaType: METRICS_MEDIA_TYPE }] },
  ],
  errors: [],
};

const CLOSED_METRICS: Operation = { ...METRICS, access: "open", answers: [], errors: ["metrics_disabled"] };

const DESCRIPTION: Omit<Operation, "access"> = {
  method: "get",
  path: "/openapi.json",
  id: "getDescription",
  tag: "Operation",
  summary: "Gives this description",
  answers: [
    { status: 200, description: "OpenAPI 3.1.", contents: [{ mediaType: "application/json", schemas: [] }] },
  ],
  errors: [],
};
